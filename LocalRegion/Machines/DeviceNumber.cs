using System.Globalization;
using System.Runtime.InteropServices;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>The number of a block device as the kernel counts: <c>7:3</c>.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeviceNumber(int Major, int Minor)
{
    public static DeviceNumber Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new DeviceNumber(
            int.Parse(text.AsSpan(0, colon), CultureInfo.InvariantCulture),
            int.Parse(text.AsSpan(colon + 1).Trim(), CultureInfo.InvariantCulture));
    }

    public override string ToString() => $"{Major}:{Minor}";
}
