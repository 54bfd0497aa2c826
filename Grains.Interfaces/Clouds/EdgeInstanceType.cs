namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>A size of edge instances.</summary>
/// <param name="Id">Such as <c>ens.sn1.small</c>.</param>
/// <param name="Cpus">Virtual CPUs.</param>
/// <param name="MemoryGib">Memory.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.edge-instance-type")]
public sealed record EdgeInstanceType(string Id, int Cpus, int MemoryGib);
