namespace FleetMigrator.LocalRegion.Edge;

/// <summary>One disk of an edge image: where it came from and, once copied, what it holds.</summary>
internal sealed record EdgeImageDisk(bool System, string Region, string Bucket, string Key, long FileBytes, long VirtualBytes);
