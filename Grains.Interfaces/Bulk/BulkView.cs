namespace FleetMigrator.Grains.Interfaces.Bulk;

/// <summary>A bulk action as shown.</summary>
/// <param name="Id"><c>b-…</c>.</param>
/// <param name="Request">What was asked for; ids are among the items.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="EndedAt">UTC; null while something is open.</param>
/// <param name="Counts">Items by state.</param>
[GenerateSerializer, Immutable, Alias("fleet.bulk.view")]
public sealed record BulkView(string Id, BulkRequest Request, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, IReadOnlyDictionary<BulkState, int> Counts);
