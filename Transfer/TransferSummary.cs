using FleetMigrator.Transfer.Receipts;

namespace FleetMigrator.Transfer;

/// <summary>What a finished transfer did.</summary>
/// <param name="Rounds">Each round of the session that finished, in order.</param>
/// <param name="Bytes">Uncompressed content bytes sent, all rounds and sessions of this sender.</param>
/// <param name="BytesSentAgain">The part of <paramref name="Bytes"/> that was sent more than once because of interruptions.</param>
/// <param name="WireBytes">Bytes on the wire.</param>
/// <param name="Entries">Entries that exist on the target now, as the last scan saw them.</param>
/// <param name="SkippedSockets">Sockets, which have no content.</param>
/// <param name="StillChanging">Paths (as readable text) that changed during the last round, at most 100.</param>
/// <param name="Warnings">What could not be kept exactly, such as an xattr that the target refuses; at most 100.</param>
public sealed record TransferSummary(
    IReadOnlyList<RoundSummary> Rounds,
    long Bytes,
    long BytesSentAgain,
    long WireBytes,
    long Entries,
    long SkippedSockets,
    IReadOnlyList<string> StillChanging,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Bytes that were read again on the target and found to be what arrived; null without checksum verification.</summary>
    public long? VerifiedBytes { get; init; }

    /// <summary>Files that the verification found damaged and that were sent again, at most 100.</summary>
    public IReadOnlyList<string> Repaired { get; init; } = [];

    /// <summary>The signed proof; null when none was asked for.</summary>
    public Receipt? Receipt { get; init; }
}
