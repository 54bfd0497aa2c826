namespace FleetMigrator.Demo.Verify;

/// <summary>Compares two listings entry by entry and aspect by aspect.</summary>
internal static class TreeComparison
{
    public static List<Difference> Compare(SortedDictionary<string, TreeEntry> source, SortedDictionary<string, TreeEntry> image)
    {
        var differences = new List<Difference>();
        foreach (var (path, left) in source)
        {
            if (!image.TryGetValue(path, out var right))
            {
                // A socket is a living program's end, not content.
                if (left.Type != 's')
                {
                    differences.Add(new Difference(path, "missing", left.Type.ToString(), ""));
                }

                continue;
            }

            void Check(string what, string one, string other)
            {
                if (one != other)
                {
                    differences.Add(new Difference(path, what, one, other));
                }
            }

            Check("type", left.Type.ToString(), right.Type.ToString());
            Check("mode", Convert.ToString(left.Mode, 8), Convert.ToString(right.Mode, 8));
            Check("owner", left.Owner, right.Owner);
            Check("content", $"{left.Size} {left.Sha256}", $"{right.Size} {right.Sha256}");
            Check("time", left.Modified, right.Modified);
            Check("target", left.Target, right.Target);
            Check("links", left.LinkedTo, right.LinkedTo);
            Check("attributes", left.Attributes, right.Attributes);
        }

        differences.AddRange(image.Where(entry => !source.ContainsKey(entry.Key)).Select(entry => new Difference(entry.Key, "added", "", entry.Value.Type.ToString())));
        return differences;
    }
}
