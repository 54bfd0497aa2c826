namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>A field compares as asked. A field with several values, such as addresses, holds when one of them does.</summary>
/// <param name="Field">Name of a field of <see cref="SearchFields"/>.</param>
/// <param name="How">The comparison.</param>
/// <param name="Text">For words and texts: lower case, or as the catalogue writes it; empty for the absence of a word. For tags as given.</param>
/// <param name="Number">For numbers; bytes for sizes, milliseconds for ages.</param>
/// <param name="Key">Key of a tag.</param>
[GenerateSerializer, Immutable, Alias("fleet.filter.where")]
public sealed record Where(string Field, Comparison How, string Text = "", long Number = 0, string Key = "") : Filter;
