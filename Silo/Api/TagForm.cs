namespace FleetMigrator.Silo.Api;

/// <summary>Tags to be put on servers and jobs.</summary>
internal sealed record TagForm
{
    public IReadOnlyList<string> Ids { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
