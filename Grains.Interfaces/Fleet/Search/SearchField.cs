namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>Something that can be searched for.</summary>
/// <param name="Name">As written in a search.</param>
/// <param name="Kind">How values are written and compared.</param>
/// <param name="Meaning">One line for people.</param>
public sealed record SearchField(string Name, FieldKind Kind, string Meaning)
{
    /// <summary>The words that are allowed, or empty for any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}
