using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Files;

/// <summary>Writes the content of a small file into a record: extents without holes and without the bytes of zero runs.</summary>
internal static class FileContent
{
    private const int ExtentHead = 13;

    /// <summary>Writes the number of extents, then each: u64 offset, u32 length, u8 kind, bytes if it is data.</summary>
    /// <returns>Data bytes written.</returns>
    public static long Write(ByteWriter writer, Descriptor file, long size, bool sparse)
    {
        var at = writer.Length;
        writer.Int32(0);
        long offset = 0, bytes = 0;
        var extents = 0;
        while (offset < size)
        {
            if (!NextStretch(file, offset, size, sparse, out var start, out var stop))
            {
                break;
            }

            // Read straight into the record behind the room for the head; zero runs are squeezed out of it afterwards.
            var written = WriteStretch(writer, file, start, (int)(stop - start), ref extents);
            bytes += written;
            offset = stop;
        }

        writer.PatchInt32(at, extents);
        return bytes;
    }

    private static bool NextStretch(Descriptor file, long offset, long size, bool sparse, out long start, out long stop)
    {
        (start, stop) = (offset, size);
        return !sparse || file.NextData(offset, size, out start, out stop);
    }

    private static long WriteStretch(ByteWriter writer, Descriptor file, long start, int length, ref int extents)
    {
        var head = writer.Length;
        writer.Reserve(ExtentHead);
        var content = writer.Reserve(length);
        var read = file.Read(content, start);
        content = content[..read]; // Shorter when the file shrank meanwhile: the stat afterwards finds that out.
        if (read == 0)
        {
            writer.CutTo(head);
            return 0;
        }

        if (read < ZeroRuns.Block || !HasZeroRun(content))
        {
            writer.CutTo(head);
            writer.Int64(start).Int32(read).Byte((byte)ExtentKind.Data).Reserve(read);
            extents++;
            return read;
        }

        return Squeeze(writer, head, start, content.ToArray(), ref extents);
    }

    private static bool HasZeroRun(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            var run = ZeroRuns.FirstRun(content, out var zeros);
            if (zeros)
            {
                return true;
            }

            content = content[run..];
        }

        return false;
    }

    private static long Squeeze(ByteWriter writer, int head, long start, ReadOnlySpan<byte> content, ref int extents)
    {
        writer.CutTo(head);
        long bytes = 0;
        while (!content.IsEmpty)
        {
            var run = ZeroRuns.FirstRun(content, out var zeros);
            writer.Int64(start).Int32(run).Byte((byte)(zeros ? ExtentKind.Zero : ExtentKind.Data));
            if (!zeros)
            {
                writer.Bytes(content[..run]);
                bytes += run;
            }

            extents++;
            start += run;
            content = content[run..];
        }

        return bytes;
    }
}
