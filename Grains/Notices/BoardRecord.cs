namespace FleetMigrator.Grains.Notices;

/// <summary>What the notice board stores.</summary>
internal sealed record BoardRecord
{
    public int Version { get; init; } = 1;

    public IReadOnlyList<string> Targets { get; init; } = [];
}
