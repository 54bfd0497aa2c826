namespace FleetMigrator.Demo.Api;

/// <summary>How far a transfer is.</summary>
public sealed record ProgressInfo(int Round, long TotalBytes, long DoneBytes, long WireBytes, long FilesDone, long BytesPerSecond, TimeSpan? TimeLeft);
