namespace FleetMigrator.Grains.Interfaces.Ledger;

/// <summary>A cloud resource that this service made and that no job owns.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Region">Region id.</param>
/// <param name="Id">The cloud's id.</param>
/// <param name="FoundAt">When a search first found it; UTC.</param>
/// <param name="Text">What became of it or why it can't be deleted, or empty.</param>
[GenerateSerializer, Immutable, Alias("fleet.ledger.orphan")]
public sealed record Orphan(ResourceKind Kind, string Region, string Id, DateTimeOffset FoundAt, string Text = "");
