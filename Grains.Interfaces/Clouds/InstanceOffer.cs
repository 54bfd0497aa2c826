namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>One instance type that can be had in one zone.</summary>
/// <param name="Zone">Zone id.</param>
/// <param name="Type">Such as <c>ecs.t6-c1m2.large</c>.</param>
/// <param name="Cpus">Virtual CPUs.</param>
/// <param name="MemoryGib">GiB.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.instance-offer")]
public sealed record InstanceOffer(string Zone, string Type, int Cpus, double MemoryGib);
