namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A network interface.</summary>
public sealed record NetworkInterface
{
    public string NetworkInterfaceId { get; init; } = "";

    public string PrimaryIpAddress { get; init; } = "";

    public string MacAddress { get; init; } = "";

    public string? Type { get; init; }
}
