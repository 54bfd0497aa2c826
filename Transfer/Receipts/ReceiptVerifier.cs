using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Receipts;

/// <summary>
/// Checks a receipt without any service: both signatures, the manifest's root, and if a mounted volume is at hand, every entry of it.
/// The manifest and the tree are walked side by side, so memory doesn't grow with their size.
/// </summary>
/// <param name="found">Called for each difference, in words, in the order of the tree.</param>
public sealed class ReceiptVerifier(Action<string> found)
{
    private long _differences;

    /// <summary>Entries compared with a tree.</summary>
    public long Compared { get; private set; }

    /// <summary>Runs all checks that the arguments allow.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="manifestPath">The manifest's file.</param>
    /// <param name="roots">Where volumes are mounted, by the mount point that the source had.</param>
    /// <returns>Differences found.</returns>
    /// <exception cref="FormatException">Receipt or manifest can't be read.</exception>
    /// <exception cref="LinuxException">A volume can't be read.</exception>
    public long Run(Receipt receipt, string manifestPath, IReadOnlyDictionary<string, string> roots)
    {
        var statement = ReceiptStatement.Parse(receipt.Statement);
        CheckSignature("agent", receipt.Statement, receipt.AgentCertificate, receipt.AgentSignature);
        CheckSignature("receiver", receipt.Statement, receipt.ReceiverCertificate, receipt.ReceiverSignature);
        using var file = File.OpenRead(manifestPath);
        using var manifest = new ManifestReader(file);
        var missing = new HashSet<string>(roots.Keys, StringComparer.Ordinal);
        var line = manifest.Read();
        while (line is not null)
        {
            missing.Remove(manifest.VolumeName);
            line = roots.TryGetValue(manifest.VolumeName, out var path) ? CompareVolume(manifest, line, path) : SkipVolume(manifest);
        }

        foreach (var name in missing)
        {
            Report($"the manifest knows no volume {name}");
        }

        Expect("root", statement.Root, manifest.Root());
        Expect("number of entries", statement.Entries, manifest.Entries);
        Expect("algorithm", statement.Algorithm, manifest.Algorithm);
        return _differences;
    }

    private void CheckSignature(string who, string statement, byte[] certificate, byte[] signature)
    {
        if (!Receipt.IsSigned(statement, certificate, signature))
        {
            Report($"the signature of the {who} is not valid");
        }
    }

    private void Expect<T>(string what, T signed, T actual)
    {
        if (!Equals(signed, actual))
        {
            Report($"the {what} of the manifest is {actual}, signed was {signed}");
        }
    }

    private static ManifestLine? SkipVolume(ManifestReader manifest)
    {
        var volume = manifest.Volume;
        ManifestLine? line;
        do
        {
            line = manifest.Read();
        }
        while (line is not null && manifest.Volume == volume);
        return line;
    }

    /// <returns>The first line of the next volume; null at the end.</returns>
    private ManifestLine? CompareVolume(ManifestReader manifest, ManifestLine? line, string rootPath)
    {
        var (volume, name) = (manifest.Volume, manifest.VolumeName);
        using var root = BareRoot.Open(rootPath);
        var tree = new TreeLines(root, manifest.Algorithm);
        using var entries = tree.Read().GetEnumerator();
        var more = entries.MoveNext();
        while (line is not null && manifest.Volume == volume)
        {
            var order = more ? Compare(entries.Current.Path, line.Path) : 1;
            if (order < 0)
            {
                Report($"{Shown(name, entries.Current.Path)} was not there");
                more = entries.MoveNext();
                continue;
            }

            Compared++;
            if (order > 0)
            {
                Report($"{Shown(name, line.Path)} is missing");
            }
            else
            {
                var differs = line.Against(tree.Complete(entries.Current, line));
                if (differs.Length > 0)
                {
                    Report($"{Shown(name, line.Path)}: {differs}");
                }

                more = entries.MoveNext();
            }

            line = manifest.Read();
        }

        for (; more; more = entries.MoveNext())
        {
            Report($"{Shown(name, entries.Current.Path)} was not there");
        }

        return line;
    }

    // A folder comes before what is in it, so a slash sorts before every byte of a name.
    private static int Compare(string left, string right)
    {
        if (left == right)
        {
            return 0;
        }

        var (first, second) = (ManifestLine.Unescape(left), ManifestLine.Unescape(right));
        for (var at = 0; at < Math.Min(first.Length, second.Length); at++)
        {
            if (first[at] != second[at])
            {
                return first[at] == '/' ? -1 : second[at] == '/' ? 1 : first[at].CompareTo(second[at]);
            }
        }

        return first.Length.CompareTo(second.Length);
    }

    private static string Shown(string volume, string path)
        => path == "." ? volume : $"{volume.TrimEnd('/')}/{NameText.Readable(ManifestLine.Unescape(path))}";

    private void Report(string text)
    {
        _differences++;
        found(text);
    }
}
