namespace FleetMigrator.Grains.Groups;

/// <summary>What a resource group stores. Its members know their group, not the other way round.</summary>
internal sealed record GroupRecord
{
    public int Version { get; init; } = 1;

    /// <summary>Empty while the group does not exist.</summary>
    public string Name { get; init; } = "";

    /// <summary>Names that it holds or is about to take.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }
}
