namespace FleetMigrator.LocalRegion.Oss;

/// <summary>One page of a list: objects, and the folders that a delimiter makes of the rest.</summary>
internal sealed record ObjectPage(IReadOnlyList<StoredObject> Objects, IReadOnlyList<string> Prefixes, string? Next)
{
    public static ObjectPage Of(IEnumerable<StoredObject> all, string prefix, string delimiter, string after, int most)
    {
        var objects = new List<StoredObject>();
        var prefixes = new List<string>();
        var last = after;
        foreach (var item in all
            .Where(item => item.Key.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            var folder = Folder(item.Key, prefix, delimiter);
            var name = folder ?? item.Key;
            if (string.CompareOrdinal(name, after) <= 0 || (folder is not null && prefixes.Count > 0 && prefixes[^1] == folder))
            {
                continue;
            }

            if (objects.Count + prefixes.Count == most)
            {
                return new ObjectPage(objects, prefixes, last);
            }

            last = name;
            if (folder is null)
            {
                objects.Add(item);
            }
            else
            {
                prefixes.Add(folder);
            }
        }

        return new ObjectPage(objects, prefixes, Next: null);
    }

    private static string? Folder(string key, string prefix, string delimiter)
    {
        if (delimiter.Length == 0)
        {
            return null;
        }

        var at = key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + delimiter.Length)];
    }
}
