namespace FleetMigrator.Demo.Api;

/// <summary>An error of a job.</summary>
public sealed record FaultInfo(string Code, string Title, string Cause, string Remedy);
