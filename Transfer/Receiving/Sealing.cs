using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Linux;
using FleetMigrator.Transfer.Receipts;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>
/// Describes the volumes as they lie on the target's disks in a manifest. With verification every file is read again and compared
/// with the hash taken when its bytes arrived; what differs is forgotten, so that the next round sends it again.
/// </summary>
internal sealed class Sealing(Durability durability, bool verify, ManifestWriter manifest, Action check)
{
    public const string Quick = "xxh128";
    public const string Strong = "sha256";

    private const int MostNamed = 100;

    private readonly List<string> _named = [];

    /// <summary>Sum of the files' sizes, further names of a file not counted.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes read again.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Files whose content is not what arrived.</summary>
    public long Damaged { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<string> DamagedNames => _named;

    /// <exception cref="LinuxException">The target can't be read.</exception>
    public void Run(ReceivingVolume volume)
    {
        manifest.Volume(volume.Id, volume.Name);
        var known = volume.Content.Index();
        var linked = new Dictionary<ulong, LinkedFile>();
        foreach (var entry in TreeWalk.Of(volume.Root))
        {
            check();
            if (!entry.Stat.IsRegular)
            {
                manifest.Add(ManifestLine.Of(entry, ManifestLine.None));
                continue;
            }

            var expected = known.Find(PathKey.Of(volume.Id, entry.Path));
            if (entry.Stat.Links > 1 && linked.TryGetValue(entry.Stat.Inode, out var file))
            {
                file.Names.Add(entry.Path);
                file.Intact |= expected == file.Content;
                manifest.Add(ManifestLine.Link(entry.Path, file.Names[0]));
                continue;
            }

            var (content, text) = ContentOf(entry, expected);
            manifest.Add(ManifestLine.Of(entry, text));
            Bytes += entry.Stat.Size;
            if (entry.Stat.Links > 1)
            {
                linked.Add(entry.Stat.Inode, new LinkedFile(content, expected == content, entry.Path));
            }
            else if (verify && expected != content)
            {
                Forget(volume, entry.Path);
            }
        }

        if (verify)
        {
            // An inode is known by whichever of its names its content came under.
            foreach (var file in linked.Values.Where(file => !file.Intact))
            {
                file.Names.ForEach(name => Forget(volume, name));
            }
        }
    }

    private (UInt128 Content, string Text) ContentOf(WalkedEntry entry, UInt128 expected)
    {
        if (!verify && expected != UInt128.Zero)
        {
            return (expected, Hex(expected));
        }

        using var file = DeepPath.Open(entry.Parent, entry.Name, OpenFlags.Read);
        var (quick, strong, bytes) = ContentReader.Read(file, entry.Stat.Size, verify, check);
        BytesRead += bytes;
        return (quick, strong is null ? Hex(quick) : Convert.ToHexStringLower(strong));
    }

    private void Forget(ReceivingVolume volume, byte[] path)
    {
        durability.Forget(volume.Id, PathKey.Of(volume.Id, path));
        Damaged++;
        if (_named.Count < MostNamed)
        {
            _named.Add($"{volume.Name.TrimEnd('/')}/{NameText.Readable(path)}");
        }
    }

    private static string Hex(UInt128 hash) => hash.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    private sealed class LinkedFile(UInt128 content, bool intact, byte[] name)
    {
        public UInt128 Content { get; } = content;
        public bool Intact { get; set; } = intact;
        public List<byte[]> Names { get; } = [name];
    }
}
