namespace FleetMigrator.Grains.Naming;

/// <summary>Who has a name.</summary>
internal sealed record NameRecord
{
    public int Version { get; init; } = 1;

    /// <summary>The job, or null.</summary>
    public string? JobId { get; init; }

    public DateTimeOffset TakenAt { get; init; }
}
