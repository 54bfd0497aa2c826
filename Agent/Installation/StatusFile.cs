using System.Text.Json;

namespace FleetMigrator.Agent.Installation;

/// <summary>Keeps <c>work/status.json</c> true, for <c>fleet-agent status</c>.</summary>
internal sealed class StatusFile(InstallFolder folder, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private AgentStatus? _last;

    public void Write(bool connected, string text)
    {
        lock (_gate)
        {
            var since = _last is { } last && last.Connected == connected ? last.Since : clock.GetUtcNow();
            var next = new AgentStatus(Environment.ProcessId, connected, since, text);
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
}
