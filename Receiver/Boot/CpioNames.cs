using System.Text;

namespace FleetMigrator.Receiver.Boot;

/// <summary>Reads the names in a cpio archive of the kind that kernels unpack ("newc").</summary>
internal static class CpioNames
{
    private const int HeaderLength = 110;
    private const int SizeField = 54;
    private const int NameLengthField = 94;
    private const int LongestName = 4096;
    private const string Trailer = "TRAILER!!!";

    /// <summary>Reads one archive up to and with its trailer. Returns how many bytes it took; 0 when none begins here.</summary>
    public static long Read(Stream stream, ICollection<string> names)
    {
        var header = new byte[HeaderLength];
        long taken = 0;
        while (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength && IsHeader(header))
        {
            var nameLength = Number(header, NameLengthField);
            if (nameLength > LongestName)
            {
                throw new InvalidDataException($"a name of {nameLength} bytes");
            }

            var name = new byte[Padded(HeaderLength + nameLength) - HeaderLength];
            stream.ReadExactly(name);
            var text = Encoding.UTF8.GetString(name, 0, (int)Math.Max(0, nameLength - 1));
            var size = Padded(Number(header, SizeField));
            taken += HeaderLength + name.Length + size;
            if (text == Trailer)
            {
                return taken;
            }

            names.Add(text);
            Skip(stream, size);
        }

        return taken;
    }

    public static bool IsHeader(ReadOnlySpan<byte> bytes) => bytes.StartsWith("070701"u8) || bytes.StartsWith("070702"u8);

    private static void Skip(Stream stream, long count)
    {
        var buffer = new byte[81920];
        while (count > 0)
        {
            var step = (int)Math.Min(count, buffer.Length);
            stream.ReadExactly(buffer, 0, step);
            count -= step;
        }
    }

    private static long Number(byte[] header, int offset) => Convert.ToInt64(Encoding.ASCII.GetString(header, offset, 8), 16);

    private static long Padded(long length) => (length + 3) & ~3L;
}
