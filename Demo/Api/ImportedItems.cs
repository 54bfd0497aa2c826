namespace FleetMigrator.Demo.Api;

/// <summary>Instances of an import.</summary>
public sealed record ImportedItems(IReadOnlyList<ImportedItem> Items, int Total);
