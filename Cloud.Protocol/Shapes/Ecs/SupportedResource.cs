namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Stock of one value, such as an instance type.</summary>
public sealed record SupportedResource
{
    public string Value { get; init; } = "";

    public string Status { get; init; } = "";

    public string StatusCategory { get; init; } = "";

    public int? Min { get; init; }

    public int? Max { get; init; }

    public string? Unit { get; init; }
}
