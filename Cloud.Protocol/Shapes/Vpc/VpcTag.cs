namespace FleetMigrator.Cloud.Protocol.Shapes.Vpc;

/// <summary>A tag in VPC answers.</summary>
public sealed record VpcTag
{
    public string Key { get; init; } = "";

    public string Value { get; init; } = "";
}
