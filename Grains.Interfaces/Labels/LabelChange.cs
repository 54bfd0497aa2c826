namespace FleetMigrator.Grains.Interfaces.Labels;

/// <summary>A change of tags and resource group of a source server or job. What is left out stays.</summary>
[GenerateSerializer, Immutable, Alias("fleet.label.change")]
public sealed record LabelChange
{
    /// <summary>Removes all tags, before others are put.</summary>
    [Id(0)]
    public bool RemoveAll { get; init; }

    /// <summary>Keys of tags to remove; one that is not there is no fault.</summary>
    [Id(1)]
    public IReadOnlyList<string> Remove { get; init; } = [];

    /// <summary>Tags to put; the same key overwrites.</summary>
    [Id(2)]
    public IReadOnlyDictionary<string, string> Put { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Resource group to move to, or null.</summary>
    [Id(3)]
    public string? Group { get; init; }
}
