using System.Runtime.InteropServices;

namespace FleetMigrator.Agent.Linux;

/// <summary><c>struct statfs</c> of x86-64.</summary>
[StructLayout(LayoutKind.Explicit, Size = 120)]
internal struct FileSystemStatus
{
    [FieldOffset(8)]
    public long BlockBytes;

    [FieldOffset(16)]
    public long Blocks;

    [FieldOffset(24)]
    public long FreeBlocks;

    [FieldOffset(32)]
    public long AvailableBlocks;

    [FieldOffset(40)]
    public long Inodes;

    [FieldOffset(48)]
    public long FreeInodes;

    public readonly long SizeBytes => Blocks * BlockBytes;

    public readonly long UsedBytes => (Blocks - FreeBlocks) * BlockBytes;
}
