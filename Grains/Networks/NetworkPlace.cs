namespace FleetMigrator.Grains.Networks;

/// <summary>A job's place in the shared VPC.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="Cidr">Range of the job's vSwitch; no other job has it.</param>
[GenerateSerializer, Immutable, Alias("fleet.network-place")]
internal sealed record NetworkPlace(string VpcId, string Cidr);
