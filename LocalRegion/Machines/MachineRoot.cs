using System.Text.Json.Serialization;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>Where a machine's root file system comes from.</summary>
[JsonDerivedType(typeof(OverlayRoot), "overlay")]
[JsonDerivedType(typeof(PartitionRoot), "partition")]
public abstract record MachineRoot;
