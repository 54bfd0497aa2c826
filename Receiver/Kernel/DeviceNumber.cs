using System.Runtime.InteropServices;

namespace FleetMigrator.Receiver.Kernel;

/// <summary>Major and minor number of a device: the only name of a disk that every namespace agrees on.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DeviceNumber(uint Major, uint Minor)
{
    /// <summary>The number in the form that libc's mknod takes.</summary>
    public ulong Encoded => ((ulong)(Major & 0xfffff000) << 32) | ((ulong)(Major & 0xfff) << 8)
        | ((ulong)(Minor & 0xffffff00) << 12) | (Minor & 0xff);

    public static DeviceNumber Parse(string text)
    {
        var parts = text.Trim().Split(':');
        return new DeviceNumber(uint.Parse(parts[0]), uint.Parse(parts[1]));
    }

    public override string ToString() => $"{Major}:{Minor}";
}
