using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Silo.Api;

/// <summary>An instance that may be imported.</summary>
/// <param name="Server">The instance.</param>
/// <param name="SourceId">The source server that it is already, or null.</param>
internal sealed record ListedServer(CloudServer Server, string? SourceId);
