using System.Globalization;
using FleetMigrator.Transfer.Linux;
using FleetMigrator.Transfer.Receiving;

namespace FleetMigrator.Transfer.Receipts;

/// <summary>A mounted volume as lines of a manifest.</summary>
internal sealed class TreeLines(Descriptor root, string algorithm)
{
    private readonly Dictionary<ulong, byte[]> _linked = [];

    /// <summary>All entries in their order; contents are read only when they are asked for.</summary>
    public IEnumerable<TreeLine> Read() => TreeWalk.Of(root).Select(entry => new TreeLine(entry, ManifestLine.Escape(entry.Path)));

    /// <summary>The line of an entry, with its content if the other side has one.</summary>
    public ManifestLine Complete(TreeLine line, ManifestLine other)
    {
        var entry = line.Entry;
        if (entry.Stat is { IsRegular: true, Links: > 1 } && !_linked.TryAdd(entry.Stat.Inode, entry.Path))
        {
            return ManifestLine.Link(entry.Path, _linked[entry.Stat.Inode]);
        }

        return ManifestLine.Of(entry, entry.Stat.IsRegular && other.Kind == "f" ? ContentOf(entry) : ManifestLine.None);
    }

    private string ContentOf(WalkedEntry entry)
    {
        using var file = DeepPath.Open(entry.Parent, entry.Name, OpenFlags.Read);
        var (quick, strong, _) = ContentReader.Read(file, entry.Stat.Size, algorithm == Sealing.Strong, static () => { });
        return strong is null ? quick.ToString("x32", CultureInfo.InvariantCulture) : Convert.ToHexStringLower(strong);
    }
}
