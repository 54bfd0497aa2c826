using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Service;

namespace FleetMigrator.Agent.Commands;

/// <summary>The background service: start, stop, uninstall.</summary>
internal sealed class ServiceCommands(InstallFolder folder, TimeProvider clock, TextWriter output)
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);

    private readonly PidFile _supervisor = new(folder.SupervisorPid);

    /// <summary>Starting what runs restarts it, so that an updated program takes effect.</summary>
    public async Task<int> Start(CancellationToken cancellation)
    {
        using var identity = Identity.Load(folder); // says what is wrong before a service fails in the background
        folder.Create();
        if (SystemdUnit.Available)
        {
            await SystemdUnit.Start(folder, cancellation);
            await output.WriteLineAsync($"fleet-agent runs as {SystemdUnit.Name}. See: fleet-agent status, {folder.Log}");
            return ExitCodes.Done;
        }

        await _supervisor.Stop(StopPatience, clock, cancellation);
        Supervisor.Launch(folder);
        var begun = clock.GetTimestamp();
        while (_supervisor.Living() is null)
        {
            if (clock.GetElapsedTime(begun) > StartPatience)
            {
                throw Faults.AgentFaults.AgentBroken.With($"the supervisor did not come up; see {folder.SupervisorLog}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellation);
        }

        await output.WriteLineAsync($"fleet-agent runs in the background (process {_supervisor.Living()}). See: fleet-agent status, {folder.Log}");
        return ExitCodes.Done;
    }

    public async Task<int> Stop(CancellationToken cancellation)
    {
        var stopped = await _supervisor.Stop(StopPatience, clock, cancellation);
        if (SystemdUnit.Available && SystemdUnit.Installed)
        {
            await SystemdUnit.Stop(cancellation);
            stopped = true;
        }

        await output.WriteLineAsync(stopped ? "fleet-agent is stopped. Start it with: fleet-agent start" : "fleet-agent was not running.");
        return ExitCodes.Done;
    }

    /// <summary>Leaves nothing of the agent on the server. The service still lists the server until it is deleted there.</summary>
    public async Task<int> Uninstall(CancellationToken cancellation)
    {
        await _supervisor.Stop(StopPatience, clock, cancellation);
        if (SystemdUnit.Available && SystemdUnit.Installed)
        {
            await SystemdUnit.Remove(cancellation);
        }

        if (Directory.Exists(folder.Root))
        {
            Directory.Delete(folder.Root, recursive: true);
        }

        // An unpacked client lies in a folder of somebody else.
        if (folder.Dir == folder.Base && Directory.Exists(folder.Base) && !Directory.EnumerateFileSystemEntries(folder.Base).Any())
        {
            Directory.Delete(folder.Base);
        }

        await output.WriteLineAsync("fleet-agent is removed from this server.");
        return ExitCodes.Done;
    }
}
