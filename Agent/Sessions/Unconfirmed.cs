using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Sessions;

/// <summary>
/// Reports that were written to a session but may not have arrived. The stream keeps its order, so the answer to a
/// heartbeat confirms all that was written before that heartbeat.
/// </summary>
internal sealed class Unconfirmed
{
    private readonly Lock _gate = new();
    private readonly Queue<(CommandReport Report, long ConfirmedBy)> _reports = new();
    private long _lastHeartbeat;

    public void Written(AgentUp message)
    {
        lock (_gate)
        {
            if (message.MessageCase == AgentUp.MessageOneofCase.Heartbeat)
            {
                _lastHeartbeat = message.Heartbeat.Sequence;
            }
            else if (message.MessageCase == AgentUp.MessageOneofCase.Report)
            {
                _reports.Enqueue((message.Report, _lastHeartbeat + 1));
            }
        }
    }

    public void Answered(long heartbeat)
    {
        lock (_gate)
        {
            while (_reports.TryPeek(out var first) && first.ConfirmedBy <= heartbeat)
            {
                _reports.Dequeue();
            }
        }
    }

    /// <summary>What has to be written again in the next session.</summary>
    public IReadOnlyList<CommandReport> Rest()
    {
        lock (_gate)
        {
            return [.. _reports.Select(item => item.Report)];
        }
    }
}
