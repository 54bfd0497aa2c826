namespace FleetMigrator.Transfer;

/// <summary>What one finished round did. Both ends hold the same figures, and everything in it is durable on the target.</summary>
/// <param name="Round">From 0.</param>
/// <param name="Entries">Entries (files, folders, links, nodes) that were sent and applied.</param>
/// <param name="Bytes">Uncompressed content bytes that were sent and applied.</param>
/// <param name="EntriesKept">Entries that the receiver already had.</param>
/// <param name="EntriesDeleted">Entries removed from the target because the source no longer has them.</param>
/// <param name="StillChanging">Entries that changed while they were read.</param>
/// <param name="Digest">Sum of the identities of what was applied, the same at both ends.</param>
public sealed record RoundSummary(
    int Round,
    long Entries,
    long Bytes,
    long EntriesKept,
    long EntriesDeleted,
    long StillChanging,
    UInt128 Digest);
