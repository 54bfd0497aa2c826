using System.Runtime.InteropServices;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Agent.Service;

namespace FleetMigrator.Agent.Commands;

/// <summary>The verbs of <c>fleet-agent</c>.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] words, TimeProvider clock, TextWriter output, TextWriter error)
    {
        if (Arguments.Parse(words, out var mistake) is not { } arguments)
        {
            await error.WriteLineAsync($"fleet-agent: {mistake}\n\n{HelpText.Usage}");
            return ExitCodes.Usage;
        }

        var verb = arguments.Verb.Length > 0 ? arguments.Verb : File.Exists(arguments.Folder.Client) ? Verb.Join : Verb.Help;
        switch (verb)
        {
            case Verb.Help:
                await output.WriteLineAsync(HelpText.Usage);
                return ExitCodes.Done;
            case "version":
                await output.WriteLineAsync($"fleet-agent {AgentVersion.Current}");
                return ExitCodes.Done;
            default:
                break;
        }

        if (Libc.EffectiveUserId() != 0)
        {
            await error.WriteLineAsync($"""
                fleet-agent: this needs root: disks and all files of the server are read
                  What to do: run it as root, for example by sudo
                """);
            return ExitCodes.NeedsRoot;
        }

        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Cancel(context, stop));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Cancel(context, stop));
        try
        {
            return await Do(verb, arguments, clock, output, error, stop.Token);
        }
        catch (AgentException e)
        {
            return Report.Failure(error, $"fleet-agent {verb} failed.", e, LogOf(arguments.Folder));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Report.Failure(error, $"fleet-agent {verb} failed.", AgentFaults.AgentBroken.With(e.Message, e), LogOf(arguments.Folder));
        }
    }

    private static async Task<int> Do(string verb, Arguments arguments, TimeProvider clock, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var folder = arguments.Folder;
        return verb switch
        {
            Verb.Join => await Join(arguments, clock, output, error, cancellation),
            "import" => await new ImportCommand(arguments, clock, output, error).Run(cancellation),
            "run" => await Work(folder, clock, output, cancellation),
            "start" => await new ServiceCommands(folder, clock, output).Start(cancellation),
            "status" => new StatusCommand(folder, output).Run(arguments.Json),
            "stop" => await new ServiceCommands(folder, clock, output).Stop(cancellation),
            "uninstall" => await new ServiceCommands(folder, clock, output).Uninstall(cancellation),
            "check" => await CheckCommand.Run(clock, output, cancellation),
            "verify" => await VerifyCommand.Run(arguments, output, error),
            Supervisor.Verb => await new Supervisor(folder, new AgentLog(clock, new RotatingFile(folder.Log), null), clock).Run(),
            _ => ExitCodes.Usage,
        };
    }

    private static async Task<int> Join(Arguments arguments, TimeProvider clock, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var exit = await new ImportCommand(arguments, clock, output, error).Run(cancellation);
        return exit == ExitCodes.Done ? await new ServiceCommands(arguments.Folder, clock, output).Start(cancellation) : exit;
    }

    private static async Task<int> Work(InstallFolder folder, TimeProvider clock, TextWriter output, CancellationToken cancellation)
    {
        using var identity = Identity.Load(folder);
        folder.Create();
        FileStream only;
        try
        {
            // Held for life: two workers would take each other's session away.
            only = new FileStream(folder.WorkerLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            await output.WriteLineAsync("fleet-agent: it runs already; see: fleet-agent status");
            return ExitCodes.AlreadyRunning;
        }

        await using (only)
        {
            var log = new AgentLog(clock, new RotatingFile(folder.Log), Console.IsOutputRedirected ? null : output);
            Manners.Apply(refused => log.Warn($"Good manners were refused: {refused}"));
            await new Worker(folder, identity, log, clock).Run(cancellation);
            return ExitCodes.Done;
        }
    }

    private static void Cancel(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = true; // otherwise the runtime ends the program before it has put things in order
        stop.Cancel();
    }

    private static string? LogOf(InstallFolder folder) => File.Exists(folder.Log) ? folder.Log : null;
}
