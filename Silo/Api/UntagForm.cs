namespace FleetMigrator.Silo.Api;

/// <summary>Tags to be removed from servers and jobs: those of the keys, or, without keys, all.</summary>
internal sealed record UntagForm
{
    public IReadOnlyList<string> Ids { get; init; } = [];

    public IReadOnlyList<string> Keys { get; init; } = [];

    public bool All { get; init; }
}
