namespace FleetMigrator.Transfer;

/// <summary>How far a transfer is, as the sender knows it. Published at most twice a second.</summary>
/// <param name="Round">From 0.</param>
/// <param name="BytesTotal">Uncompressed bytes of this round; from the file system's usage until its scan has ended.</param>
/// <param name="BytesDone">Uncompressed bytes that the receiver applied or already had.</param>
/// <param name="WireBytes">Bytes written to the connections since the start, TLS included.</param>
/// <param name="FilesTotal">Entries of this round, as far as known.</param>
/// <param name="FilesDone">Entries applied, or there already.</param>
/// <param name="BytesPerSecond">Uncompressed bytes a second over the last few seconds.</param>
/// <param name="Volumes">The same for each volume.</param>
public sealed record TransferProgress(
    int Round,
    long BytesTotal,
    long BytesDone,
    long WireBytes,
    long FilesTotal,
    long FilesDone,
    long BytesPerSecond,
    IReadOnlyList<VolumeProgress> Volumes);
