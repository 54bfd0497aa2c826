namespace FleetMigrator.Silo.Api;

/// <summary>What may be changed of a source server; null stays.</summary>
internal sealed record SourceChange(string? Name = null, string? Description = null);
