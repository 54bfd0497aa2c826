using System.Globalization;
using System.IO.Hashing;
using System.Text;
using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Receipts;

/// <summary>
/// One entry of a manifest as text: kind, mode, owner, time of modification, size or device, content, attributes, flags, path, target.
/// <c>-</c> stands for what an entry of its kind doesn't have.
/// </summary>
internal sealed record ManifestLine(
    string Kind, string Mode, string Owner, string Modified, string Size, string Content, string Attributes, string Flags, string Path, string Target)
{
    public const string None = "-";

    /// <summary>The names of the fields in their order, for people.</summary>
    private static readonly string[] Names = ["type", "mode", "owner", "time", "size", "content", "attributes", "flags", "path", "target"];

    /// <summary>Describes an entry as it is now.</summary>
    /// <param name="content">Of a file; ignored for others.</param>
    public static ManifestLine Of(WalkedEntry entry, string content)
    {
        var stat = entry.Stat;
        var kind = KindOf(stat);
        using var opened = kind is "f" or "d" ? Open(entry) : null;
        var path = opened is null ? ExtendedAttributes.PathOf(entry.Parent.Number, entry.Name) : null;
        return new ManifestLine(
            kind,
            Convert.ToString(stat.Mode & FileKind.Permissions, 8).PadLeft(4, '0'),
            string.Create(CultureInfo.InvariantCulture, $"{stat.User}:{stat.Group}"),
            string.Create(CultureInfo.InvariantCulture, $"{stat.Modified.Seconds}.{stat.Modified.Nanoseconds:d9}"),
            kind switch
            {
                "f" => stat.Size.ToString(CultureInfo.InvariantCulture),
                "b" or "c" => stat.NodeDevice.ToString("x", CultureInfo.InvariantCulture),
                _ => None,
            },
            kind == "f" ? content : None,
            AttributesOf(opened, path),
            opened is not null && InodeFlags.Get(opened) is var flags and > 0 ? flags.ToString("x", CultureInfo.InvariantCulture) : None,
            Escape(entry.Path),
            kind == "l" ? Escape(Linux.Entries.ReadLink(entry.Parent.Number, entry.Name)) : None);
    }

    /// <summary>A further name of a file that was described before.</summary>
    public static ManifestLine Link(byte[] path, byte[] first)
        => new("h", None, None, None, None, None, None, None, Escape(path), Escape(first));

    /// <exception cref="FormatException">It isn't a line of a manifest.</exception>
    public static ManifestLine Parse(string line)
        => line.Split(' ') is [var kind, var mode, var owner, var modified, var size, var content, var attributes, var flags, var path, var target]
            ? new ManifestLine(kind, mode, owner, modified, size, content, attributes, flags, path, target)
            : throw new FormatException($"not a line of a manifest: '{line}'");

    public override string ToString() => string.Join(' ', Fields);

    /// <summary>What differs, in words; empty when nothing does.</summary>
    public string Against(ManifestLine found)
        => string.Join(", ", Names.Zip(Fields, found.Fields).Where(field => field.Second != field.Third)
            .Select(field => $"{field.First} was {field.Second}, is {field.Third}"));

    /// <summary>A path as one word of ASCII; the root is a dot.</summary>
    public static string Escape(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty)
        {
            return ".";
        }

        var text = new StringBuilder(path.Length);
        foreach (var one in path)
        {
            _ = one is > (byte)' ' and < 0x7f and not (byte)'%' ? text.Append((char)one) : text.Append(CultureInfo.InvariantCulture, $"%{one:X2}");
        }

        return text.ToString();
    }

    /// <exception cref="FormatException">It isn't escaped as it should be.</exception>
    public static byte[] Unescape(string text)
    {
        if (text == ".")
        {
            return [];
        }

        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length)
            {
                bytes.Add(byte.Parse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 2;
            }
            else
            {
                bytes.Add(text[at] is > ' ' and < '\x7f' and not '%' ? (byte)text[at] : throw new FormatException($"'{text}' is not an escaped path"));
            }
        }

        return [.. bytes];
    }

    private string[] Fields => [Kind, Mode, Owner, Modified, Size, Content, Attributes, Flags, Path, Target];

    private static string KindOf(in FileStat stat) => stat.Kind switch
    {
        FileKind.Regular => "f",
        FileKind.Folder => "d",
        FileKind.Symlink => "l",
        FileKind.Fifo => "p",
        FileKind.BlockDevice => "b",
        FileKind.CharacterDevice => "c",
        _ => "?",
    };

    private static Descriptor Open(WalkedEntry entry) => DeepPath.Open(entry.Parent, entry.Name, entry.Stat.IsFolder ? OpenFlags.Folder : OpenFlags.Read);

    // Names in order of their bytes: file systems list them as they like.
    private static string AttributesOf(Descriptor? file, byte[]? path)
    {
        ReadOnlySpan<byte> list = ExtendedAttributes.Names(file, path);
        var names = new List<byte[]>();
        while (!list.IsEmpty)
        {
            var end = list.IndexOf((byte)0);
            if (ExtendedAttributes.Counts(list[..end]))
            {
                names.Add(list[..end].ToArray());
            }

            list = list[(end + 1)..];
        }

        if (names.Count == 0)
        {
            return None;
        }

        names.Sort(static (left, right) => left.AsSpan().SequenceCompareTo(right));
        var all = new ByteWriter(1024);
        foreach (var name in names)
        {
            var value = ExtendedAttributes.Value(file, path, name) ?? [];
            all.Int32(name.Length).Bytes(name).Int32(value.Length).Bytes(value);
        }

        return XxHash128.HashToUInt128(all.Written).ToString("x32", CultureInfo.InvariantCulture);
    }
}
