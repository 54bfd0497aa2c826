using System.Diagnostics;
using System.Runtime.InteropServices;
using FleetMigrator.Agent.Commands;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Linux;
using FleetMigrator.Agent.Logging;

namespace FleetMigrator.Agent.Service;

/// <summary>Where no systemd runs: a tiny process that starts the worker again whenever it dies.</summary>
internal sealed class Supervisor(InstallFolder folder, AgentLog log, TimeProvider clock)
{
    public const string Verb = "supervise";

    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(8);

    /// <summary>Starts a supervisor in the background; it outlives this process and its terminal.</summary>
    public static void Launch(InstallFolder folder)
    {
        var start = new ProcessStartInfo(Program(), [Verb, "--dir", folder.Dir]) { WorkingDirectory = "/" };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("the supervisor cannot be started");
    }

    /// <summary>Lets go of the terminal and of the pipes of whoever started it, who would otherwise wait for their end.</summary>
    public static void LeaveTerminal()
    {
        const int readWrite = 2;
        _ = Libc.NewSession();
        var nothing = Libc.Open("/dev/null", readWrite, 0);
        for (var file = 0; file <= 2; file++)
        {
            _ = Libc.Duplicate(nothing, file);
        }
    }

    /// <summary>The supervisor's life: until it is told to end by SIGTERM.</summary>
    public async Task<int> Run()
    {
        KeepLastWords();
        var pid = new PidFile(folder.SupervisorPid);
        if (pid.Living() is { } other && other != Environment.ProcessId)
        {
            return ExitCodes.AlreadyRunning;
        }

        pid.Write(Environment.ProcessId);
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Cancel(context, stop));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Cancel(context, stop));
        try
        {
            while (true)
            {
                await RunWorker(stop.Token);
                await Task.Delay(RestartPause, clock, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Done;
        }
        finally
        {
            pid.Delete();
        }
    }

    private async Task RunWorker(CancellationToken stop)
    {
        using var worker = Process.Start(new ProcessStartInfo(Program(), ["run", "--dir", folder.Dir]) { WorkingDirectory = "/" })
            ?? throw new InvalidOperationException("the worker cannot be started");
        try
        {
            await worker.WaitForExitAsync(stop);
            log.Warn($"The worker {worker.Id} ended with {worker.ExitCode} and is started again");
        }
        catch (OperationCanceledException)
        {
            _ = Libc.Kill(worker.Id, Libc.SignalTerminate);
            using var patience = new CancellationTokenSource(StopPatience, clock);
            try
            {
                await worker.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _ = Libc.Kill(worker.Id, Libc.SignalKill);
            }

            throw;
        }
    }

    /// <summary>The running file, even after an update replaced it: the next worker is then the new one.</summary>
    private static string Program()
    {
        const string deleted = " (deleted)";
        var path = Environment.ProcessPath ?? throw new InvalidOperationException("this program doesn't know its own path");
        return path.EndsWith(deleted, StringComparison.Ordinal) ? path[..^deleted.Length] : path;
    }

    private static void Cancel(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = true;
        stop.Cancel();
    }

    /// <summary>What a dying worker says goes to a file.</summary>
    private void KeepLastWords()
    {
        const int writeCreateAppend = 0x1 | 0x40 | 0x400, ownerOnly = 0x180;
        var file = Libc.Open(folder.SupervisorLog, writeCreateAppend, ownerOnly);
        if (file >= 0)
        {
            _ = Libc.Duplicate(file, 2);
        }
    }
}
