namespace FleetMigrator.Demo.Api;

/// <summary>A code at its creation.</summary>
public sealed record CreatedCode(string Code, string InstallLine);
