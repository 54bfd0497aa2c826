using System.Text;
using ZstdSharp;

namespace FleetMigrator.Transfer.Receipts;

/// <summary>Writes a manifest, packed by zstd, and takes its root on the way.</summary>
internal sealed class ManifestWriter : IDisposable
{
    private const int Level = 3;

    private readonly CompressionStream _packed;
    private readonly MerkleTree _tree;

    public ManifestWriter(Stream target, string algorithm)
    {
        _packed = new CompressionStream(target, Level, leaveOpen: true);
        var head = ManifestReader.Head + algorithm;
        _tree = new MerkleTree(head);
        Line(head);
    }

    public long Entries { get; private set; }

    public void Volume(int id, string name)
    {
        var line = $"volume {id} {ManifestLine.Escape(Encoding.UTF8.GetBytes(name))}";
        _tree.Volume(line);
        Line(line);
    }

    public void Add(ManifestLine line)
    {
        _tree.Add(line);
        Line(line.ToString());
        Entries++;
    }

    /// <summary>The root over all of it, once.</summary>
    public string Root() => Convert.ToHexStringLower(_tree.Root());

    public void Dispose() => _packed.Dispose();

    private void Line(string text) => _packed.Write(Encoding.ASCII.GetBytes(text + "\n"));
}
