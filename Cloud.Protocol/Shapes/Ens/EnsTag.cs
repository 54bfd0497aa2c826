namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>An entry of DescribeInstances' tag filter; one without a value asks for the key only.</summary>
public sealed record EnsTag
{
    public string Key { get; init; } = "";

    public string? Value { get; init; }
}
