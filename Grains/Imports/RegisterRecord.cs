namespace FleetMigrator.Grains.Imports;

/// <summary>What the register of a region stores.</summary>
internal sealed record RegisterRecord
{
    public int Version { get; init; } = 1;

    /// <summary>Source ids by instance id.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
