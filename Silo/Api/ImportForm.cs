using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Imports;

namespace FleetMigrator.Silo.Api;

/// <summary>An import as it comes in; the rules stand in the import.</summary>
internal sealed record ImportForm
{
    public string Region { get; init; } = "";

    public ServerFilter Filter { get; init; } = new();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string Group { get; init; } = "";

    public int AtOnce { get; init; } = 20;

    public int Minutes { get; init; } = 10;

    public ImportRequest ToRequest() => new(Region, Filter) { Tags = Tags, Group = Group, AtOnce = AtOnce, Minutes = Minutes };
}
