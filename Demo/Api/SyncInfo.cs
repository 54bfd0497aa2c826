namespace FleetMigrator.Demo.Api;

/// <summary>What a transfer did.</summary>
public sealed record SyncInfo(int Rounds, long Bytes, long WireBytes, long Files, long BytesSentAgain, IReadOnlyList<string> StillChanging);
