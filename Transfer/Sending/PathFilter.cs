namespace FleetMigrator.Transfer.Sending;

/// <summary>Says whether to leave out an entry; a folder that is left out is not entered.</summary>
/// <param name="path">Bytes below the root of the volume, without a leading slash.</param>
/// <param name="isFolder">Whether it is a folder.</param>
public delegate bool PathFilter(ReadOnlySpan<byte> path, bool isFolder);
