namespace FleetMigrator.LocalRegion.State;

/// <summary>Something that the region keeps in a file of its own.</summary>
internal interface IDocument
{
    /// <summary>Unique among documents of its kind; letters, digits, dots and dashes only, because it names the file.</summary>
    string Id { get; }
}
