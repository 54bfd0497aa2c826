using System.IO.Hashing;
using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Sending;

/// <summary>A unit of records in one frame.</summary>
internal abstract class BatchUnit(OpenVolume volume) : WorkUnit(volume)
{
    /// <summary>u64 unit, i32 volume, i32 records, u128 hash of the records.</summary>
    public const int HeadLength = 32;

    public override long Estimate => 64 * 1024;

    public sealed override bool Send(UnitWriter writer)
    {
        var buffer = writer.Buffer;
        buffer.Clear();
        buffer.UInt64(Id).Int32(Volume.Id).Int32(0).UInt128(UInt128.Zero);
        (Entries, ContentBytes, Digest) = (0, 0, UInt128.Zero);
        Fill(writer);
        if (Entries == 0)
        {
            return false;
        }

        buffer.PatchInt32(12, Entries);
        buffer.PatchUInt128(16, XxHash128.HashToUInt128(buffer.Written[HeadLength..]));
        writer.Frames.Write(FrameType.Batch, buffer.Written);
        return true;
    }

    /// <summary>Appends the records.</summary>
    protected abstract void Fill(UnitWriter writer);

    /// <summary>Starts a record; <see cref="EndRecord"/> completes it, <see cref="ByteWriter.CutTo"/> drops it.</summary>
    protected static int BeginRecord(ByteWriter buffer, RecordKind kind, ReadOnlySpan<byte> path)
    {
        var at = buffer.Length;
        buffer.Int32(0).Byte((byte)kind).Byte(0).UInt16((ushort)path.Length).UInt128(UInt128.Zero).Bytes(path);
        return at;
    }

    protected void EndRecord(ByteWriter buffer, int at, UInt128 identity)
    {
        buffer.PatchInt32(at, buffer.Length - at);
        buffer.PatchUInt128(at + 8, identity);
        Entries++;
        Digest += identity;
    }
}
