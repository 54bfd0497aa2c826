namespace FleetMigrator.Transfer.Receiving;

/// <summary>A snapshot of what the receiving end did since it was created.</summary>
/// <param name="ReceivedBytes">Uncompressed content bytes applied.</param>
/// <param name="DurableBytes">The part of them that survives a crash of this machine.</param>
/// <param name="Entries">Entries applied.</param>
/// <param name="DamagedUnits">Units refused because their hash was wrong; they were asked for again.</param>
/// <param name="FreeBytes">On the fullest volume.</param>
/// <param name="Connections">Open data connections.</param>
/// <param name="Fault">The last failure, or null.</param>
/// <param name="FaultText">Its facts, or null.</param>
public sealed record ReceiverCounters(
    long ReceivedBytes,
    long DurableBytes,
    long Entries,
    long DamagedUnits,
    long FreeBytes,
    int Connections,
    TransferFailure? Fault,
    string? FaultText);
