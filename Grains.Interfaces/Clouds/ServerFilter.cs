namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>Which instances; what is left out does not count. Everything given must match.</summary>
[GenerateSerializer, Immutable, Alias("fleet.cloud.server-filter")]
public sealed record ServerFilter
{
    /// <summary>Ids, any of them.</summary>
    [Id(0)]
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Name; <c>*</c> stands for anything.</summary>
    [Id(1)]
    public string Name { get; init; } = "";

    /// <summary>Private or public addresses, any of them.</summary>
    [Id(2)]
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Tags, all of them; an empty value stands for any.</summary>
    [Id(3)]
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Resource group in the cloud.</summary>
    [Id(4)]
    public string ResourceGroup { get; init; } = "";
}
