using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Receiver.Boot;
using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Disks;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Transfer.Protos;
using Google.Protobuf;

namespace FleetMigrator.Receiver.Receiving;

/// <summary>Opens and closes the way for an agent. What is open is remembered, so that a receiver that died opens it again.</summary>
internal sealed class TransferDesk(
    StateFolder state, X509Certificate2 identity, TargetDisks disks, BootRepair repair, TransferPorts ports, TimeProvider clock) : IAsyncDisposable
{
    private OpenedTransfer? _current;

    public async Task Open(OpenTransfer order, ICommandFeed feed, CancellationToken cancellation)
    {
        if (_current is { } current && current.Order.Epoch > order.Epoch)
        {
            throw new ReceiverException(FaultCode.Superseded, $"epoch {order.Epoch} came after {current.Order.Epoch}") { Retryable = false };
        }

        await Stop();
        await disks.Remount(cancellation);
        await repair.Undo(feed, cancellation);
        try
        {
            _current = await OpenedTransfer.Start(order, state, identity, ports, clock, cancellation);
        }
        catch (Exception e) when (e is Transfer.TransferException or IOException)
        {
            throw FaultCode.TransferFailed.With(e.Message, e);
        }

        StateFolder.Store(state.Transfer, order.ToByteArray());
        feed.Note($"listening on {ports.Control} and {ports.Data} for epoch {order.Epoch}, {order.Volumes.Count} volumes");
    }

    public async Task Close(ICommandFeed feed)
    {
        await Stop();
        File.Delete(state.Transfer);
        feed.Note("closed the transfer; everything received is durable");
    }

    /// <summary>Opens again what a former life had open.</summary>
    public async Task Restore(ICommandFeed feed, CancellationToken cancellation)
    {
        if (File.Exists(state.Transfer))
        {
            await Open(OpenTransfer.Parser.ParseFrom(await File.ReadAllBytesAsync(state.Transfer, cancellation)), feed, cancellation);
        }
    }

    public async ValueTask DisposeAsync() => await Stop();

    private async Task Stop()
    {
        if (_current is { } current)
        {
            _current = null;
            await current.DisposeAsync();
        }
    }
}
