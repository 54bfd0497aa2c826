using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Silo.Agents;

/// <summary>One open stream as the grain sees it. Orleans holds it weakly: the gateway keeps it alive as long as the stream is.</summary>
internal sealed class AgentSession(DownStream<AgentDown> down) : IAgentSession
{
    // Two machines with one identity would throw each other out as fast as they can.
    private const int ReconnectAfterReplacedMs = 15_000;

    public Task Deliver(SourceCommand command)
    {
        down.Send(new AgentDown { Command = command.ToWire() });
        return Task.CompletedTask;
    }

    public Task Replaced()
    {
        down.End(new AgentDown { Drain = new Drain { ReconnectAfterMs = ReconnectAfterReplacedMs } });
        return Task.CompletedTask;
    }
}
