namespace FleetMigrator.Grains.OpenWork;

/// <summary>What the work book stores.</summary>
internal sealed record WorkRecord
{
    public int Version { get; init; } = 1;

    public IReadOnlyList<string> Open { get; init; } = [];
}
