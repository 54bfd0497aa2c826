namespace FleetMigrator.Grains.Interfaces.Groups;

/// <summary>A resource group as shown.</summary>
/// <param name="Id"><c>rg-…</c>, or <c>default</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">UTC.</param>
[GenerateSerializer, Immutable, Alias("fleet.group.view")]
public sealed record GroupView(string Id, string Name, DateTimeOffset CreatedAt);
