namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>An edge node.</summary>
public sealed record EnsRegion
{
    public string EnsRegionId { get; init; } = "";

    public string Name { get; init; } = "";

    public string EnName { get; init; } = "";

    public string Area { get; init; } = "";

    public string Province { get; init; } = "";
}
