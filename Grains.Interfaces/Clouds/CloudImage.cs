namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>An ECS image as the cloud describes it.</summary>
/// <param name="Id"><c>m-…</c>, or a public image's name.</param>
/// <param name="Name">Image name.</param>
/// <param name="Status">Creating, Waiting, Available, UnAvailable, CreateFailed.</param>
/// <param name="Percent">0 to 100.</param>
/// <param name="Platform">Such as <c>Debian</c>.</param>
/// <param name="SizeGib">Size of its system disk.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.image")]
public sealed record CloudImage(string Id, string Name, string Status, int Percent, string Platform, int SizeGib);
