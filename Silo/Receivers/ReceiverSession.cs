using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Silo.Agents;
using Wire = FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Silo.Receivers;

/// <summary>One open stream as the grain sees it. Orleans holds it weakly: the gateway keeps it alive as long as the stream is.</summary>
internal sealed class ReceiverSession(DownStream<Wire.ReceiverDown> down, TransitAddresses addresses) : IReceiverSession
{
    private const int ReconnectAfterReplacedMs = 15_000;

    public Task Deliver(ReceiverCommand command)
    {
        down.Send(new Wire.ReceiverDown { Command = command.ToWire(addresses.Source) });
        return Task.CompletedTask;
    }

    public Task Replaced()
    {
        down.End(new Wire.ReceiverDown { Drain = new Wire.Drain { ReconnectAfterMs = ReconnectAfterReplacedMs } });
        return Task.CompletedTask;
    }
}
