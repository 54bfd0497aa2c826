using System.Text.Json;

namespace FleetMigrator.LocalRegion.State;

/// <summary>All documents of one kind, in memory and in a folder. Read and changed only inside the region's gate.</summary>
internal sealed class Documents<T>(string kind) : IDocuments
    where T : class, IDocument
{
    private readonly SortedDictionary<string, T> _all = new(StringComparer.Ordinal);

    public string Kind { get; } = kind;

    public IReadOnlyCollection<T> All => _all.Values;

    public IReadOnlyCollection<string> Ids => _all.Keys;

    public T? Find(string? id) => id is not null && _all.TryGetValue(id, out var document) ? document : null;

    public byte[] Serialize(IDocument document) => JsonSerializer.SerializeToUtf8Bytes((T)document, StateJson.Options);

    public void Apply(string id, IDocument? document)
    {
        if (document is null)
        {
            _all.Remove(id);
        }
        else
        {
            _all[id] = (T)document;
        }
    }

    public void Load(string root)
    {
        var folder = Path.Combine(root, Kind);
        Directory.CreateDirectory(folder);
        foreach (var leftover in Directory.EnumerateFiles(folder, "*.new"))
        {
            File.Delete(leftover);
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*.json"))
        {
            var document = JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), StateJson.Options)
                ?? throw new InvalidDataException($"{path} holds no document.");
            _all[document.Id] = document;
        }
    }
}
