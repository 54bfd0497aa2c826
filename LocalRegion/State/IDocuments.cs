namespace FleetMigrator.LocalRegion.State;

/// <summary>What a commit needs of a collection without knowing the type of its documents.</summary>
internal interface IDocuments
{
    /// <summary>The folder's name, used in the journal.</summary>
    string Kind { get; }

    /// <summary>Ids of all of them.</summary>
    IReadOnlyCollection<string> Ids { get; }

    /// <summary>Turns a document into its file's content.</summary>
    byte[] Serialize(IDocument document);

    /// <summary>Reads the folder once, at start.</summary>
    void Load(string root);

    /// <summary>Takes over a document that has been written, or forgets one that has been deleted.</summary>
    void Apply(string id, IDocument? document);
}
