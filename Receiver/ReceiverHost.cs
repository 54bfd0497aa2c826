using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Kernel;
using FleetMigrator.Receiver.Receiving;
using FleetMigrator.Receiver.Session;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver;

/// <summary>The two ways to run: for a silo, or for one command from a file.</summary>
internal static partial class ReceiverHost
{
    public static async Task Run(CommandLine line, string[] arguments, ILoggerFactory logs, CancellationToken cancellation)
    {
        using var identity = Enter(line, arguments);
        var clock = TimeProvider.System;
        var outbox = new Outbox();
        await using var parts = Parts(line, identity, outbox, clock, logs);
        await Restore(parts, logs, outbox, clock, cancellation);
        var desk = new CommandDesk(new CommandJournal(line.State), parts.Duties, outbox, clock, logs.CreateLogger<CommandDesk>());
        var session = new SiloSession(line.Silo!, identity, outbox, desk, parts.Urls, clock, logs.CreateLogger<SiloSession>());
        await await Task.WhenAny(session.Run(cancellation), desk.Work(cancellation));
    }

    public static async Task<bool> Apply(CommandLine line, string[] arguments, ILoggerFactory logs, CancellationToken cancellation)
    {
        using var identity = Enter(line, arguments);
        var uplink = new PrintingUplink(Console.Out);
        await using var parts = Parts(line, identity, uplink, TimeProvider.System, logs);
        var command = ReceiverCommand.Parser.ParseFrom(await File.ReadAllBytesAsync(line.CommandFile, cancellation));
        var report = await CommandDesk.Once(parts.Duties, command, uplink, TimeProvider.System, logs.CreateLogger<CommandDesk>(), cancellation);
        return report.State == CommandReport.Types.State.Succeeded;
    }

    private static X509Certificate2 Enter(CommandLine line, string[] arguments)
    {
        Directory.CreateDirectory(line.State.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        PrivateNamespace.Enter(arguments, line.State);
        return ReceiverIdentity.LoadOrMake(line.State, TimeProvider.System);
    }

    private static Composition Parts(CommandLine line, X509Certificate2 identity, IUplink uplink, TimeProvider clock, ILoggerFactory logs)
        => new(line.State, line.State.HostDevices, identity, uplink, new TransferPorts(), clock, logs);

    private static async Task Restore(Composition parts, ILoggerFactory logs, IUplink uplink, TimeProvider clock, CancellationToken cancellation)
    {
        var log = logs.CreateLogger<CommandDesk>();
        try
        {
            await parts.Transfer.Restore(new CommandFeed("restore", uplink, clock, log), cancellation);
        }
        catch (Faults.ReceiverException e)
        {
            LogNotRestored(log, e); // The session must come up all the same: the silo opens it anew.
        }
    }

    [LoggerMessage(6501, LogLevel.Error, "The transfer that was open before could not be opened again")]
    private static partial void LogNotRestored(ILogger log, Exception error);
}
