using FleetMigrator.Grains.Interfaces.Ledger;

namespace FleetMigrator.Grains.Sweeps;

/// <summary>What the search for orphans stores.</summary>
internal sealed record SweepRecord
{
    public int Version { get; init; } = 1;

    /// <summary>Made once; empty before the first job.</summary>
    public string Installation { get; init; } = "";

    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Who writes to which bucket; kept until the job has ended and nothing of it is found any more.</summary>
    public IReadOnlyList<BucketClaim> Claims { get; init; } = [];

    public DateTimeOffset? LastAt { get; init; }

    public IReadOnlyList<Orphan> Waiting { get; init; } = [];

    public IReadOnlyList<Orphan> Deleted { get; init; } = [];
}
