namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>An empty data disk to be made with an instance.</summary>
/// <param name="Name">Disk name.</param>
/// <param name="SizeGib">GiB.</param>
public sealed record DataDiskRequest(string Name, int SizeGib);
