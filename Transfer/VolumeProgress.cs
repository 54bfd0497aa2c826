namespace FleetMigrator.Transfer;

/// <summary>The part of one volume in <see cref="TransferProgress"/>.</summary>
/// <param name="VolumeId">As both ends name it.</param>
/// <param name="BytesTotal">Uncompressed bytes of this round.</param>
/// <param name="BytesDone">Uncompressed bytes done in this round.</param>
/// <param name="FilesTotal">Entries of this round.</param>
/// <param name="FilesDone">Entries done in this round.</param>
public sealed record VolumeProgress(int VolumeId, long BytesTotal, long BytesDone, long FilesTotal, long FilesDone);
