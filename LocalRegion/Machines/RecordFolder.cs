using System.Text.Json;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>Small records, one JSON file each, replaced whole: a crash leaves the old or the new one.</summary>
internal sealed class RecordFolder<T>(string folder)
{
    private const string Extension = ".json";
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    public void Write(string key, T value)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(key);
        var draft = path + ".new";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, value, Options);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    public T? Read(string key)
    {
        var path = PathOf(key);
        return File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Options) : default;
    }

    public void Remove(string key)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(PathOf(key));
        }
    }

    public IReadOnlyList<(string Key, T Value)> All()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(folder, "*" + Extension)
            .Select(path => (Path.GetFileNameWithoutExtension(path), JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Options)!))];
    }

    private string PathOf(string key) => Path.Combine(folder, key + Extension);
}
