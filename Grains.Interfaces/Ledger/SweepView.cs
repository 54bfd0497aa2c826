namespace FleetMigrator.Grains.Interfaces.Ledger;

/// <summary>The search for orphans as shown.</summary>
/// <param name="Installation">Value of the tag <c>fleetmigrator:installation</c> on everything that this service makes.</param>
/// <param name="Regions">Where it searches.</param>
/// <param name="LastAt">Last search, or null; UTC.</param>
/// <param name="Waiting">Found, and still in their time of grace or refused by the cloud.</param>
/// <param name="Deleted">The last 100 that were deleted.</param>
[GenerateSerializer, Immutable, Alias("fleet.ledger.sweep-view")]
public sealed record SweepView(string Installation, IReadOnlyList<string> Regions, DateTimeOffset? LastAt, IReadOnlyList<Orphan> Waiting, IReadOnlyList<Orphan> Deleted);
