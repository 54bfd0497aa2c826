namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>What a finished transfer did.</summary>
/// <param name="Rounds">Rounds run.</param>
/// <param name="Bytes">Uncompressed bytes sent, all rounds.</param>
/// <param name="WireBytes">Bytes on the wire.</param>
/// <param name="Files">Entries copied.</param>
/// <param name="SkippedSockets">Sockets, which have no content.</param>
/// <param name="BytesSentAgain">Bytes sent more than once because of interruptions.</param>
/// <param name="StillChanging">Paths that changed during the last round, at most 100.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.sync-summary")]
public sealed record SyncSummary(int Rounds, long Bytes, long WireBytes, long Files, long SkippedSockets, long BytesSentAgain, IReadOnlyList<string> StillChanging);
