namespace FleetMigrator.Silo.Api;

/// <summary>A resource group's name as it comes in.</summary>
internal sealed record GroupForm(string Name = "");
