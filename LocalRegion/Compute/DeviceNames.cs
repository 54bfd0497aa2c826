using FleetMigrator.Cloud.Protocol.Errors;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Devices as the cloud writes them: <c>/dev/xvda</c> is the system disk, <c>/dev/xvdb</c> to <c>z</c> are data disks.</summary>
internal static class DeviceNames
{
    public const string System = "/dev/xvda";
    private const string Prefix = "/dev/xvd";

    public static readonly IReadOnlyList<string> Data = [.. Enumerable.Range('b', 25).Select(letter => $"{Prefix}{(char)letter}")];

    public static string Check(string device) => Data.Contains(device)
        ? device
        : throw EcsErrors.DeviceMalformed.Because($"The device \"{device}\" is not one of /dev/xvdb to /dev/xvdz.");

    /// <summary>What the instance calls it, without <c>/dev/</c>: <c>vdb</c> for <c>/dev/xvdb</c>.</summary>
    public static string InGuest(string device) => "vd" + device[^1];
}
