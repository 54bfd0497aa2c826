namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>The part does not hold.</summary>
/// <param name="Part">The part.</param>
[GenerateSerializer, Immutable, Alias("fleet.filter.not")]
public sealed record Not(Filter Part) : Filter;
