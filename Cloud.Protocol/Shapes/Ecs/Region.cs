namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A region.</summary>
public sealed record Region
{
    public string RegionId { get; init; } = "";

    /// <summary>Host name of ECS there.</summary>
    public string RegionEndpoint { get; init; } = "";

    public string LocalName { get; init; } = "";

    /// <summary>available or soldOut.</summary>
    public string Status { get; init; } = "";
}
