namespace FleetMigrator.Grains.Names;

/// <summary>Who has a name.</summary>
internal sealed record NameRecord
{
    public int Version { get; init; } = 1;

    /// <summary>Id of the owner; empty while the name is free.</summary>
    public string Owner { get; init; } = "";
}
