namespace FleetMigrator.Dashboard.Batches;

/// <summary>What a person has chosen of a list: rows, or all that the list's search finds.</summary>
public sealed class Selection
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Chosen rows; of no meaning while <see cref="All"/>.</summary>
    public IReadOnlyCollection<string> Ids => _ids;

    /// <summary>Whether everything that the search finds is chosen, on all pages.</summary>
    public bool All { get; private set; }

    /// <summary>Whether anything is chosen.</summary>
    public bool Any => All || _ids.Count > 0;

    /// <summary>Whether a row is chosen.</summary>
    public bool Has(string id) => All || _ids.Contains(id);

    /// <summary>Chooses a row, or takes it out.</summary>
    public void Put(string id, bool chosen)
    {
        All = false;
        if (chosen)
        {
            _ids.Add(id);
        }
        else
        {
            _ids.Remove(id);
        }
    }

    /// <summary>Chooses these rows, or takes them out.</summary>
    public void Put(IEnumerable<string> ids, bool chosen)
    {
        foreach (var id in ids)
        {
            Put(id, chosen);
        }
    }

    /// <summary>Chooses everything that the search finds.</summary>
    public void TakeAll() => All = true;

    /// <summary>Chooses nothing.</summary>
    public void Clear()
    {
        _ids.Clear();
        All = false;
    }

    /// <summary>One search that finds what a list with a text and a state shows.</summary>
    public static string Query(string? text, string? state) => (string.IsNullOrWhiteSpace(text), string.IsNullOrEmpty(state)) switch
    {
        (true, true) => "",
        (true, false) => $"state={state}",
        (false, true) => text!,
        _ => $"({text}) and state={state}",
    };
}
