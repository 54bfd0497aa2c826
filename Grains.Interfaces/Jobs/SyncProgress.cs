namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>How far a transfer is.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Epoch">The attempt.</param>
/// <param name="Round">From 0.</param>
/// <param name="TotalBytes">Uncompressed bytes of this round.</param>
/// <param name="DoneBytes">Uncompressed bytes done.</param>
/// <param name="WireBytes">Bytes on the wire.</param>
/// <param name="FilesTotal">Entries in all, as far as known.</param>
/// <param name="FilesDone">Entries done.</param>
/// <param name="BytesPerSecond">Uncompressed bytes a second, now.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.progress")]
public sealed record SyncProgress(string JobId, long Epoch, int Round, long TotalBytes, long DoneBytes, long WireBytes, long FilesTotal, long FilesDone, long BytesPerSecond)
{
    /// <summary>(total − done) / speed; null while the speed is unknown.</summary>
    public TimeSpan? TimeLeft => BytesPerSecond > 0 ? TimeSpan.FromSeconds(Math.Ceiling((double)Math.Max(0, TotalBytes - DoneBytes) / BytesPerSecond)) : null;
}
