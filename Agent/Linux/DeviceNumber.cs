using System.Runtime.InteropServices;

namespace FleetMigrator.Agent.Linux;

/// <summary>Major and minor number of a device, by which the kernel knows it whatever its node is called.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DeviceNumber(uint Major, uint Minor)
{
    public static DeviceNumber FromKernel(ulong device)
        => new((uint)((device >> 8) & 0xfff) | (uint)((device >> 32) & ~0xffful), (uint)(device & 0xff) | (uint)((device >> 12) & ~0xffful));

    /// <summary>Reads <c>8:1</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DeviceNumber number)
    {
        number = default;
        var colon = text.IndexOf(':');
        if (colon < 0 || !uint.TryParse(text[..colon], out var major) || !uint.TryParse(text[(colon + 1)..].Trim(), out var minor))
        {
            return false;
        }

        number = new DeviceNumber(major, minor);
        return true;
    }

    public override string ToString() => $"{Major}:{Minor}";
}
