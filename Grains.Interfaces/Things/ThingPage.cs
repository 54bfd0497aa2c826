namespace FleetMigrator.Grains.Interfaces.Things;

/// <summary>Some ids of a list.</summary>
/// <param name="Ids">Newest first.</param>
/// <param name="Total">How many there are in all.</param>
[GenerateSerializer, Immutable, Alias("fleet.thing-page")]
public sealed record ThingPage(IReadOnlyList<string> Ids, int Total);
