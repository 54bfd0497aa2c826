using System.Net;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>Listens for one agent and applies what it sends below the volumes' roots. Survives being killed at any instant.</summary>
public sealed class VolumeReceiver : IAsyncDisposable
{
    private VolumeReceiver(ReceiverOptions options)
        => Endpoint = options.Listen;

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>What happened so far.</summary>
    public ReceiverCounters Counters => throw new NotSupportedException();

    /// <summary>The rounds that ended, in order, since this object was made.</summary>
    public IReadOnlyList<RoundSummary> Rounds => throw new NotSupportedException();

    /// <summary>Ends successfully when the sender said goodbye after its last round: everything is durable then.
    /// Never fails because of a lost connection, because the sender comes back.</summary>
    public Task Finished => throw new NotSupportedException();

    /// <summary>Opens the journal and starts listening.</summary>
    /// <exception cref="TransferException">The journal or a volume can't be opened.</exception>
    public static VolumeReceiver Start(ReceiverOptions options, TimeProvider clock) => new(options);

    /// <summary>Drops the connections of older attempts and refuses new ones of them, also after a restart.</summary>
    public void RaiseEpoch(long epoch) => throw new NotSupportedException();

    /// <summary>Closes all connections; what was applied but isn't durable yet is made so.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
