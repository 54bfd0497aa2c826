namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>A vSwitch as the cloud describes it.</summary>
/// <param name="Id"><c>vsw-…</c>.</param>
/// <param name="VpcId">Its VPC.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="Status">Pending or Available.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.vswitch")]
public sealed record CloudVSwitch(string Id, string VpcId, string Zone, string Status);
