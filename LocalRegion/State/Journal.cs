using System.Text.Json;

namespace FleetMigrator.LocalRegion.State;

/// <summary>
/// Makes several documents change together. They are first written into one file; if the process dies while the
/// documents themselves are being replaced, the next start finishes the work from that file.
/// </summary>
internal sealed class Journal(string root)
{
    private readonly string _path = Path.Combine(root, "commit.json");

    public void Commit(IReadOnlyList<(IDocuments Where, string Id, IDocument? Document)> entries)
    {
        var written = entries.Select(entry => new JournalEntry(
            entry.Where.Kind,
            entry.Id,
            entry.Document is null ? null : entry.Where.Serialize(entry.Document))).ToList();
        if (written.Count > 1)
        {
            AtomicFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(written, StateJson.Options));
        }

        Apply(written);
        if (written.Count > 1)
        {
            File.Delete(_path);
        }
    }

    public void Recover()
    {
        if (!File.Exists(_path))
        {
            return;
        }

        var entries = JsonSerializer.Deserialize<List<JournalEntry>>(File.ReadAllBytes(_path), StateJson.Options)
            ?? throw new InvalidDataException($"{_path} holds no journal.");
        Apply(entries);
        File.Delete(_path);
    }

    private void Apply(IReadOnlyList<JournalEntry> entries)
    {
        foreach (var entry in entries)
        {
            var folder = Path.Combine(root, entry.Kind);
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, entry.Id + ".json");
            if (entry.Content is not null)
            {
                AtomicFile.Write(path, entry.Content);
            }
            else if (File.Exists(path))
            {
                File.Delete(path);
                AtomicFile.FlushFolder(folder);
            }
        }
    }
}
