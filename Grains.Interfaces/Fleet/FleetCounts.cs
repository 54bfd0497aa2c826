namespace FleetMigrator.Grains.Interfaces.Fleet;

/// <summary>How many of each.</summary>
/// <param name="Sources">Sources by state.</param>
/// <param name="Jobs">Jobs by status.</param>
/// <param name="Codes">Activation codes.</param>
public sealed record FleetCounts(IReadOnlyDictionary<string, int> Sources, IReadOnlyDictionary<string, int> Jobs, int Codes);
