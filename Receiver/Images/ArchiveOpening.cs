using System.IO.Compression;

namespace FleetMigrator.Receiver.Images;

/// <summary>The first bytes of a tar.gz.</summary>
internal static class ArchiveOpening
{
    private const int HeaderBytes = 512;
    private const int TypeAt = 156;

    /// <summary>The header of the member, an extended header before it and that one's content.</summary>
    private const int Enough = 4 * HeaderBytes;

    /// <summary>Whether the first member lists its holes: in GNU's own format, or as extended attributes.</summary>
    /// <param name="compressed">The beginning of the archive; one that can't be read is not sparse, and tar will say what is wrong with it.</param>
    public static bool IsSparse(byte[] compressed)
    {
        var opening = Decompress(compressed);
        return opening.Length > TypeAt && opening[TypeAt] switch
        {
            (byte)'S' => true,
            (byte)'x' => opening.AsSpan().IndexOf("GNU.sparse."u8) >= 0,
            _ => false,
        };
    }

    private static byte[] Decompress(byte[] compressed)
    {
        using var stream = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var opening = new byte[Enough];
        try
        {
            return opening[..stream.ReadAtLeast(opening, Enough, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }
}
