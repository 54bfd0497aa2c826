using System.Text.Json;

namespace FleetMigrator.Agent.Installation;

/// <summary>Keeps <c>work/status.json</c> true, for <c>fleet-agent status</c>.</summary>
/// <param name="folder">Where it lies.</param>
/// <param name="clock">For the stamps.</param>
/// <param name="job">The job whose data is being sent; asked at each heartbeat.</param>
internal sealed class StatusFile(InstallFolder folder, TimeProvider clock, Func<string?> job)
{
    private readonly Lock _gate = new();
    private AgentStatus? _last;

    /// <summary>The state of the session changed.</summary>
    public void Write(bool connected, string text)
    {
        lock (_gate)
        {
            var since = _last is { } last && last.Connected == connected ? last.Since : clock.GetUtcNow();
            Save(new AgentStatus(Environment.ProcessId, connected, since, text, job()));
        }
    }

    /// <summary>
    /// The service answered a heartbeat. The time of an empty file keeps when: a stamp every few seconds must not cost a server a
    /// forced write to its disk.
    /// </summary>
    public void Beat()
    {
        lock (_gate)
        {
            try
            {
                File.Create(folder.Heartbeat).Dispose();
                File.SetLastWriteTimeUtc(folder.Heartbeat, clock.GetUtcNow().UtcDateTime);
            }
            catch (IOException)
            {
                // As below.
            }

            if (_last is { } last)
            {
                Save(last with { Job = job() });
            }
        }
    }

    /// <returns>Null when no agent has run yet or the file can't be read.</returns>
    public static AgentStatus? Read(InstallFolder folder)
    {
        try
        {
            return File.Exists(folder.Status)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(folder.Status), AgentJson.Default.AgentStatus)
                : null;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    /// <returns>When the service answered the last heartbeat; null when it never did.</returns>
    public static DateTimeOffset? LastHeartbeat(InstallFolder folder)
        => File.Exists(folder.Heartbeat) ? new DateTimeOffset(File.GetLastWriteTimeUtc(folder.Heartbeat), TimeSpan.Zero) : null;

    private void Save(AgentStatus next)
    {
        if (next == _last)
        {
            return;
        }

        _last = next;
        try
        {
            DurableFile.Write(folder.Status, JsonSerializer.Serialize(next, AgentJson.Default.AgentStatus) + "\n");
        }
        catch (IOException)
        {
            // A full disk: the status is a convenience, the migration isn't.
        }
    }
}
