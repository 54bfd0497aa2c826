namespace FleetMigrator.Grains.Interfaces.Ledger;

/// <summary>One search for leftovers of a job.</summary>
/// <param name="Kind">What was looked for.</param>
/// <param name="Where">Region, or bucket and prefix.</param>
/// <param name="Found">How many were found.</param>
[GenerateSerializer, Immutable, Alias("fleet.ledger.zero-check")]
public sealed record ZeroCheck(ResourceKind Kind, string Where, int Found);
