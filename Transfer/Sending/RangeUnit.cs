using System.Buffers.Binary;
using System.IO.Hashing;
using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Sending;

/// <summary>One range of a large file.</summary>
internal sealed class RangeUnit(OpenVolume volume, LargeFile file, long offset, long length) : WorkUnit(volume)
{
    private const int DataHead = 8;
    private const int ShortestZeroRun = 64 * 1024; // shorter ones would make many small frames; packing them costs nothing

    public override long Estimate => length;

    /// <summary>What progress counts: the range's share of what the file holds.</summary>
    public long Weight => WeightBefore(offset + length) - WeightBefore(offset);

    public override bool Send(UnitWriter writer)
    {
        ContentBytes = 0;
        using var source = file.Gone ? null : Volume.TryOpen(file.Entry.Path, OpenFlags.Read, out _);
        if (source is null)
        {
            file.Gone = true;
            return false;
        }

        file.Changed |= !source.Stat().SameContentAs(file.Entry.Stat);
        writer.Buffer.Clear();
        writer.Buffer.UInt64(Id).Int32(Volume.Id).UInt128(file.Token).Int64(offset).Int64(length).Int64(file.Entry.Stat.Size)
            .UInt16((ushort)file.Entry.Path.Length).Bytes(file.Entry.Path);
        writer.Frames.Write(FrameType.RangeBegin, writer.Buffer.Written);
        var hash = new XxHash128();
        SendContent(writer, source, hash);
        writer.Buffer.Clear();
        writer.Buffer.UInt64(Id).UInt128(hash.GetCurrentHashAsUInt128());
        writer.Frames.Write(FrameType.RangeEnd, writer.Buffer.Written);
        Entries = 0;
        return true;
    }

    public override void Applied(SendRound round)
    {
        Volume.Done(Weight, 0);
        file.RangeApplied(round);
    }

    private long WeightBefore(long position)
        => file.Entry.Stat.Size == 0 ? 0 : (long)((Int128)file.Entry.Weight * position / file.Entry.Stat.Size);

    private void SendContent(UnitWriter writer, Descriptor source, XxHash128 hash)
    {
        long at = offset, end = offset + length;
        while (source.NextData(at, end, out var start, out var stop))
        {
            for (at = start; at < stop;)
            {
                writer.Buffer.Clear();
                writer.Buffer.Reserve(DataHead);
                var chunk = writer.Buffer.Reserve((int)Math.Min(UnitWriter.ChunkLength, stop - at));
                int read;
                try
                {
                    read = source.Read(chunk, at);
                }
                catch (LinuxException error)
                {
                    writer.Round.Unreadable(Volume, file.Entry.Path, error.Error);
                    file.Changed = true;
                    return;
                }

                if (read == 0)
                {
                    file.Changed = true; // It shrank.
                    return;
                }

                SendChunk(writer, at, read, hash);
                at += read;
            }
        }
    }

    // The chunk lies in the writer's buffer behind the room for a head. Each part overwrites the eight bytes in front of
    // it with its own head: those bytes have been sent already.
    private void SendChunk(UnitWriter writer, long at, int read, XxHash128 hash)
    {
        var buffer = writer.Buffer.Writable[..(DataHead + read)];
        var from = DataHead;
        while (from < buffer.Length)
        {
            var part = NextPart(buffer[from..], out var zeros);
            var position = at + from - DataHead;
            if (zeros)
            {
                SendZeros(writer, position, part, hash);
            }
            else
            {
                var payload = buffer.Slice(from - DataHead, DataHead + part);
                BinaryPrimitives.WriteInt64LittleEndian(payload, position);
                hash.Append(payload);
                writer.Frames.Write(FrameType.Data, payload);
                ContentBytes += part;
            }

            from += part;
        }
    }

    private static void SendZeros(UnitWriter writer, long position, int part, XxHash128 hash)
    {
        Span<byte> payload = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(payload, position);
        BinaryPrimitives.WriteInt64LittleEndian(payload[8..], part);
        hash.Append(payload);
        writer.Frames.Write(FrameType.Zero, payload);
    }

    private static int NextPart(ReadOnlySpan<byte> data, out bool zeros)
    {
        var length = ZeroRuns.FirstRun(data, out zeros);
        if (zeros && length >= ShortestZeroRun)
        {
            return length;
        }

        zeros = false;
        while (length < data.Length)
        {
            var run = ZeroRuns.FirstRun(data[length..], out var zerosFollow);
            if (zerosFollow && run >= ShortestZeroRun)
            {
                break;
            }

            length += run;
        }

        return length;
    }
}
