using System.Runtime.InteropServices;

namespace FleetMigrator.Demo.Verify;

/// <summary><c>struct stat</c> of x86-64 Linux, 144 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PosixStat
{
    public ulong Device;
    public ulong Inode;
    public ulong Links;
    public uint Mode;
    public uint Uid;
    public uint Gid;
    private readonly uint _padding;
    public ulong Rdev;
    public long Size;
    public long BlockSize;
    public long Blocks;
    public long AccessSeconds;
    public long AccessNanoseconds;
    public long ModifySeconds;
    public long ModifyNanoseconds;
    public long ChangeSeconds;
    public long ChangeNanoseconds;
    private readonly long _reserved1;
    private readonly long _reserved2;
    private readonly long _reserved3;
}
