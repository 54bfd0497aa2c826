namespace FleetMigrator.LocalRegion.Compute;

/// <summary>One disk of an image. Without a snapshot it is an empty data disk.</summary>
internal sealed record ImageDisk(string Device, bool System, int SizeGib, string? SnapshotId);
