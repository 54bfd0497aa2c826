using System.Globalization;
using System.Text.Json;
using FleetMigrator.Agent.Installation;

namespace FleetMigrator.Agent.Commands;

/// <summary><c>fleet-agent status</c>: what the agent on this server is doing, from what it left in its folder.</summary>
internal sealed class StatusCommand(InstallFolder folder, TextWriter output)
{
    public int Run(bool json)
    {
        var state = Read();
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(state, AgentJson.Default.AgentState));
        }
        else
        {
            Table(state);
        }

        return state.State is AgentState.Online or AgentState.Offline ? ExitCodes.Done : ExitCodes.NotFound;
    }

    private AgentState Read()
    {
        if (!File.Exists(folder.Settings))
        {
            return new AgentState(AgentState.NotImported, null, null, null, null, null,
                $"{folder.Settings} doesn't exist; join this server to a service first", null, null, AgentVersion.Current, folder.Log);
        }

        using var identity = Identity.Load(folder);
        var status = StatusFile.Read(folder);
        var running = status is not null && WorkerHoldsLock();
        return new AgentState(
            !running ? AgentState.Stopped : status!.Connected ? AgentState.Online : AgentState.Offline,
            identity.Settings.SourceId,
            identity.Settings.Silo,
            running ? status!.Job : null,
            StatusFile.LastHeartbeat(folder),
            running ? status!.Since : null,
            running ? status!.Text : "not running; start it with: fleet-agent start",
            running ? status!.ProcessId : null,
            new DateTimeOffset(identity.Certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero),
            AgentVersion.Current,
            folder.Log);
    }

    private void Table(AgentState state)
    {
        Row("state", state.Since is { } since ? $"{state.State} since {Time(since)}: {state.Text}" : $"{state.State}: {state.Text}");
        Row("source server", state.SourceId);
        Row("service", state.Service?.ToString());
        Row("job", state.SourceId is null ? null : state.Job ?? "none that sends data");
        Row("last heartbeat", state.SourceId is null ? null : state.LastHeartbeat is { } beat ? Time(beat) : "none yet");
        Row("process", state.ProcessId?.ToString(CultureInfo.InvariantCulture));
        Row("certificate", state.CertificateUntil is { } until ? $"valid until {until:yyyy-MM-dd}" : null);
        Row("agent", state.Version);
        Row("log", state.Log);
    }

    private void Row(string name, string? value)
    {
        if (value is not null)
        {
            output.WriteLine($"{name,-15} {value}");
        }
    }

    private static string Time(DateTimeOffset time) => $"{time:yyyy-MM-dd HH:mm:ss} UTC";

    private bool WorkerHoldsLock()
    {
        try
        {
            using var free = new FileStream(folder.WorkerLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
