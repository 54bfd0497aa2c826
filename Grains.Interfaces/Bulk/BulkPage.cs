namespace FleetMigrator.Grains.Interfaces.Bulk;

/// <summary>Some items of a bulk action.</summary>
/// <param name="Items">In the order in which they are done.</param>
/// <param name="Total">How many match in all.</param>
[GenerateSerializer, Immutable, Alias("fleet.bulk.page")]
public sealed record BulkPage(IReadOnlyList<BulkItem> Items, int Total);
