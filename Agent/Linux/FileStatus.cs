using System.Runtime.InteropServices;

namespace FleetMigrator.Agent.Linux;

/// <summary><c>struct stat</c> of x86-64, as far as it is read here.</summary>
[StructLayout(LayoutKind.Explicit, Size = 144)]
internal struct FileStatus
{
    private const uint TypeMask = 0xf000;
    private const uint BlockDevice = 0x6000;

    [FieldOffset(0)]
    public ulong Device;

    [FieldOffset(24)]
    public uint Mode;

    [FieldOffset(40)]
    public ulong Node;

    public readonly bool IsBlockDevice => (Mode & TypeMask) == BlockDevice;

    /// <summary>The device that this node stands for.</summary>
    public readonly DeviceNumber Number => DeviceNumber.FromKernel(Node);
}
