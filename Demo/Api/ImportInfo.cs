namespace FleetMigrator.Demo.Api;

/// <summary>An import of instances of the cloud.</summary>
public sealed record ImportInfo(string Id, DateTimeOffset? EndedAt);
