using System.Text;
using ZstdSharp;

namespace FleetMigrator.Transfer.Receipts;

/// <summary>Reads a manifest line by line and takes its root again on the way.</summary>
internal sealed class ManifestReader : IDisposable
{
    public const string Head = "fleet-manifest 1 ";

    private readonly StreamReader _lines;
    private readonly MerkleTree _tree;

    /// <exception cref="FormatException">It isn't a manifest.</exception>
    public ManifestReader(Stream packed)
    {
        _lines = new StreamReader(new DecompressionStream(packed), Encoding.ASCII);
        var head = Next() ?? "";
        Algorithm = head.StartsWith(Head, StringComparison.Ordinal) ? head[Head.Length..] : throw new FormatException("not a manifest");
        _tree = new MerkleTree(head);
    }

    public string Algorithm { get; }

    /// <summary>Volume of the last line.</summary>
    public int Volume { get; private set; }

    /// <summary>Where the source mounts it.</summary>
    public string VolumeName { get; private set; } = "";

    public long Entries { get; private set; }

    /// <summary>The next entry; null at the end.</summary>
    /// <exception cref="FormatException">It isn't a manifest.</exception>
    public ManifestLine? Read()
    {
        while (Next() is { } text)
        {
            if (text.Split(' ') is ["volume", var id, var name])
            {
                _tree.Volume(text);
                Volume = int.Parse(id, System.Globalization.CultureInfo.InvariantCulture);
                VolumeName = Encoding.UTF8.GetString(ManifestLine.Unescape(name));
                continue;
            }

            var line = ManifestLine.Parse(text);
            _tree.Add(line);
            Entries++;
            return line;
        }

        return null;
    }

    /// <summary>The root over what was read, once.</summary>
    public string Root() => Convert.ToHexStringLower(_tree.Root());

    public void Dispose() => _lines.Dispose();

    private string? Next()
    {
        try
        {
            return _lines.ReadLine();
        }
        catch (ZstdException error)
        {
            throw new FormatException($"the manifest is damaged: {error.Message}", error);
        }
    }
}
