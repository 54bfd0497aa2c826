namespace FleetMigrator.Demo.Api;

/// <summary>An instance in an import.</summary>
public sealed record ImportedItem(string State, string? SourceId, string Text);
