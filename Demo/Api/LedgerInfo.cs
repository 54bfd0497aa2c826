namespace FleetMigrator.Demo.Api;

/// <summary>A cloud resource of a job.</summary>
public sealed record LedgerInfo(string Kind, string Name, string State, string? Id);
