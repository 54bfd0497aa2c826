namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>All parts hold; without parts, everything.</summary>
/// <param name="Parts">The parts.</param>
[GenerateSerializer, Immutable, Alias("fleet.filter.all")]
public sealed record AllOf(IReadOnlyList<Filter> Parts) : Filter;
