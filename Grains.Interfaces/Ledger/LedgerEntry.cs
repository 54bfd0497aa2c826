namespace FleetMigrator.Grains.Interfaces.Ledger;

/// <summary>A cloud resource, recorded before the call that makes it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The name by which it can be found again; unique within the job for its kind.</param>
/// <param name="Region">Region id.</param>
/// <param name="Token">Idempotency token of the call.</param>
/// <param name="State">How it stands.</param>
/// <param name="Id">The cloud's id, once known.</param>
/// <param name="CreatedAt">When it was intended; UTC.</param>
/// <param name="ReleasedAt">UTC, or null.</param>
/// <param name="Container">Bucket of an object, VPC of a group, or empty.</param>
[GenerateSerializer, Immutable, Alias("fleet.ledger.entry")]
public sealed record LedgerEntry(
    ResourceKind Kind,
    string Name,
    string Region,
    string Token,
    ResourceState State,
    string? Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ReleasedAt = null,
    string Container = "")
{
    /// <summary>Used together with other jobs: released means that this job has given it back.</summary>
    [Id(0)]
    public bool IsShared { get; init; }
}
