using System.Security.Cryptography;
using System.Text;

namespace FleetMigrator.Transfer.Receipts;

/// <summary>
/// The tree of hashes over a manifest, taken while its lines pass by: a leaf is the hash of an entry's line, a folder's node the
/// hash of its own leaf and of all nodes in it. It holds one open hash for each folder between the root and the last line.
/// </summary>
internal sealed class MerkleTree
{
    private const byte LeafMark = 0;
    private const byte FolderMark = 1;
    private const byte RootMark = 2;

    private readonly Stack<(string Path, IncrementalHash Hash)> _open = new();
    private readonly IncrementalHash _root = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="head">First line of the manifest.</param>
    public MerkleTree(string head) => _root.AppendData([RootMark, .. Leaf(head)]);

    public void Volume(string line)
    {
        CloseTo(null);
        _root.AppendData(Leaf(line));
    }

    /// <exception cref="FormatException">The lines aren't in the order of a walk.</exception>
    public void Add(ManifestLine line)
    {
        var leaf = Leaf(line.ToString());
        if (line.Path != ".")
        {
            CloseTo(ParentOf(line.Path));
            if (_open.Count == 0)
            {
                throw new FormatException($"{line.Path} comes before its folder");
            }
        }

        if (line.Kind != "d")
        {
            _open.Peek().Hash.AppendData(leaf);
            return;
        }

        var node = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        node.AppendData([FolderMark, .. leaf]);
        _open.Push((line.Path, node));
    }

    /// <summary>The root over everything, once.</summary>
    public byte[] Root()
    {
        CloseTo(null);
        using (_root)
        {
            return _root.GetHashAndReset();
        }
    }

    private static string ParentOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : ".";

    private static byte[] Leaf(string line) => SHA256.HashData([LeafMark, .. Encoding.ASCII.GetBytes(line)]);

    private void CloseTo(string? folder)
    {
        while (_open.TryPeek(out var top) && top.Path != folder)
        {
            using var closed = _open.Pop().Hash;
            (_open.TryPeek(out var above) ? above.Hash : _root).AppendData(closed.GetHashAndReset());
        }
    }
}
