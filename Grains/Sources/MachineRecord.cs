namespace FleetMigrator.Grains.Sources;

/// <summary>The source servers of one machine id.</summary>
internal sealed record MachineRecord
{
    public int Version { get; init; } = 1;

    public IReadOnlyList<KnownMachine> Known { get; init; } = [];
}
