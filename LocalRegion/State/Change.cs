namespace FleetMigrator.LocalRegion.State;

/// <summary>What one call wants to be different. Nothing of it is seen before all of it is stored.</summary>
internal sealed class Change
{
    private readonly List<(IDocuments Where, string Id, IDocument? Document)> _entries = [];
    private readonly List<string> _created = [];
    private readonly List<Action> _afterwards = [];

    public IReadOnlyList<(IDocuments Where, string Id, IDocument? Document)> Entries => _entries;

    /// <summary>Ids of things that did not exist before, for the call log.</summary>
    public IReadOnlyList<string> Created => _created;

    public IReadOnlyList<Action> Afterwards => _afterwards;

    public void Put<T>(Documents<T> where, T document)
        where T : class, IDocument => _entries.Add((where, document.Id, document));

    public void Create<T>(Documents<T> where, T document)
        where T : class, IDocument
    {
        Put(where, document);
        _created.Add(document.Id);
    }

    public void Delete(IDocuments where, string id) => _entries.Add((where, id, null));

    /// <summary>Runs after the commit, inside the gate: starting work, removing files. It must be quick.</summary>
    public void Then(Action act) => _afterwards.Add(act);
}
