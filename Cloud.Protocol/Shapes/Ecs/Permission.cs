namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A rule.</summary>
public sealed record Permission
{
    public string? SecurityGroupRuleId { get; init; }

    /// <summary>ingress or egress.</summary>
    public string Direction { get; init; } = "";

    public string IpProtocol { get; init; } = "";

    /// <summary>Such as 22/22, or -1/-1 for all.</summary>
    public string PortRange { get; init; } = "";

    public string? SourceCidrIp { get; init; }

    public string? SourceGroupId { get; init; }

    public string? DestCidrIp { get; init; }

    /// <summary>Accept or Drop.</summary>
    public string Policy { get; init; } = "";

    /// <summary>1 to 100, as text.</summary>
    public string Priority { get; init; } = "";

    public string NicType { get; init; } = "";

    public string? Description { get; init; }

    public string CreateTime { get; init; } = "";
}
