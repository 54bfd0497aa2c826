using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Files;

/// <summary>Paths below a volume's root: bytes, components separated by single slashes, empty for the root itself.</summary>
internal static class BytePath
{
    public const int MaxLength = ushort.MaxValue;
    public const int MaxComponent = 255;

    /// <summary>Name of the folder at a volume's root in which large files grow. Never sent, never accepted as a path.</summary>
    public static ReadOnlySpan<byte> PartialFolder => ".fleet-partial"u8;

    /// <summary>Refuses everything that could name something outside of the volume, or the engine's own folder.</summary>
    /// <exception cref="ProtocolException">The path is not one that a sender of ours makes.</exception>
    public static void Check(ReadOnlySpan<byte> path)
    {
        var rest = path;
        var first = true;
        while (!rest.IsEmpty)
        {
            var slash = rest.IndexOf((byte)'/');
            var component = slash < 0 ? rest : rest[..slash];
            var bad = component.IsEmpty || component.Length > MaxComponent || component.SequenceEqual("."u8) || component.SequenceEqual(".."u8)
                || component.Contains((byte)0) || (first && component.SequenceEqual(PartialFolder)) || slash == rest.Length - 1;
            if (bad)
            {
                throw new ProtocolException("a path is not allowed");
            }

            first = false;
            rest = slash < 0 ? default : rest[(slash + 1)..];
        }
    }

    public static byte[] Join(ReadOnlySpan<byte> folder, ReadOnlySpan<byte> name)
        => folder.IsEmpty ? name.ToArray() : [.. folder, (byte)'/', .. name];

    public static ReadOnlySpan<byte> Parent(ReadOnlySpan<byte> path)
    {
        var slash = path.LastIndexOf((byte)'/');
        return slash < 0 ? default : path[..slash];
    }

    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> path) => path[(path.LastIndexOf((byte)'/') + 1)..];
}
