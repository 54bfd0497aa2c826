namespace FleetMigrator.Transfer.Sending;

/// <summary>Sends volumes to a receiver, round by round, until little changes; survives lost connections and the receiver's death.</summary>
public sealed class VolumeSender(SenderOptions options, IReadOnlyList<SourceVolume> volumes, TimeProvider clock)
{
    /// <summary>Called at most twice a second, and once at the end, from a thread of the engine. It must not block.</summary>
    public Action<TransferProgress>? OnProgress { get; init; }

    /// <summary>Called with one line of text when something happens that a log should hold.</summary>
    public Action<string>? OnLog { get; init; }

    /// <summary>Bits a second on the wire; 0 is unlimited. May be changed while running.</summary>
    public long SpeedLimitBitsPerSecond { get; set; }

    /// <summary>Content bytes sent so far, those sent again included.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Runs until everything is durable on the receiver.</summary>
    /// <exception cref="TransferException">With the reason, when it can't go on by itself.</exception>
    public Task<TransferSummary> Run(CancellationToken cancellation)
        => throw new NotSupportedException($"{options.JobId} {volumes.Count} {clock.TimestampFrequency}");
}
