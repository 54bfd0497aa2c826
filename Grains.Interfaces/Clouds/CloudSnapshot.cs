namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>A snapshot as the cloud describes it.</summary>
/// <param name="Id"><c>s-…</c>.</param>
/// <param name="DiskId">The disk it was taken from.</param>
/// <param name="Status">progressing, accomplished, failed.</param>
/// <param name="Percent">0 to 100.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.snapshot")]
public sealed record CloudSnapshot(string Id, string DiskId, string Status, int Percent);
