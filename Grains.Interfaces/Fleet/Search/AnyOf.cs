namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>At least one part holds.</summary>
/// <param name="Parts">The parts, at least one.</param>
[GenerateSerializer, Immutable, Alias("fleet.filter.any")]
public sealed record AnyOf(IReadOnlyList<Filter> Parts) : Filter;
