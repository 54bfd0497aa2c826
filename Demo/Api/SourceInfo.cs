namespace FleetMigrator.Demo.Api;

/// <summary>A source server, as far as the demo looks.</summary>
public sealed record SourceInfo(string Id, string Name, string State, string StateText, string? JobId);
