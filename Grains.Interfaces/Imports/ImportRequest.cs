using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Grains.Interfaces.Imports;

/// <summary>Instances of a region to be imported.</summary>
/// <param name="Region">Region id.</param>
/// <param name="Filter">Which instances; at least one condition.</param>
[GenerateSerializer, Immutable, Alias("fleet.import.request")]
public sealed record ImportRequest(string Region, ServerFilter Filter)
{
    /// <summary>Tags for all of them, at most 20; tags of the instances are carried over beside them.</summary>
    [Id(0)]
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Resource group of ours; empty: the one that is called like the instance's in the cloud, made if there is none.</summary>
    [Id(1)]
    public string Group { get; init; } = "";

    /// <summary>How many at a time. From 1 to 100.</summary>
    [Id(2)]
    public int AtOnce { get; init; } = 20;

    /// <summary>How long an instance may take. From 3 to 60.</summary>
    [Id(3)]
    public int Minutes { get; init; } = 10;
}
