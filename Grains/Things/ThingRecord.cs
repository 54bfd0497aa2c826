namespace FleetMigrator.Grains.Things;

/// <summary>What a list of things stores.</summary>
internal sealed record ThingRecord
{
    public int Version { get; init; } = 1;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];
}
