namespace FleetMigrator.Grains.Interfaces.ActivationCodes;

/// <summary>A code as shown; never its secret.</summary>
/// <param name="Id"><c>at-…</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description.</param>
/// <param name="Status">Whether it can be used.</param>
/// <param name="Servers">Places in all.</param>
/// <param name="Used">Places taken.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ExpiresAt">UTC.</param>
/// <param name="SourceIds">Servers that joined with it.</param>
[GenerateSerializer, Immutable, Alias("fleet.code.view")]
public sealed record CodeView(
    string Id,
    string Name,
    string Description,
    CodeStatus Status,
    int Servers,
    int Used,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<string> SourceIds);
