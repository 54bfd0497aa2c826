namespace FleetMigrator.Grains.Interfaces.Imports;

/// <summary>Some instances of an import.</summary>
/// <param name="Items">In the order of their ids.</param>
/// <param name="Total">How many match in all.</param>
[GenerateSerializer, Immutable, Alias("fleet.import.page")]
public sealed record ImportPage(IReadOnlyList<ImportItem> Items, int Total);
