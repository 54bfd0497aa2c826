using System.Runtime.InteropServices;
using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Sending;

/// <summary>Keys of paths that the scan saw, so that the receiver can delete the others.</summary>
internal sealed class SeenUnit(OpenVolume volume, ulong[] keys) : WorkUnit(volume)
{
    public const int MostKeys = 32 * 1024;

    public override long Estimate => keys.Length * sizeof(ulong);

    public override bool Send(UnitWriter writer)
    {
        writer.Buffer.Clear();
        writer.Buffer.UInt64(Id).Int32(Volume.Id).Int32(keys.Length).Bytes(MemoryMarshal.AsBytes<ulong>(keys));
        writer.Frames.Write(FrameType.Seen, writer.Buffer.Written);
        return true;
    }
}
