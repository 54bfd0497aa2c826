namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>Rules for mount points that hold wherever a plan is made.</summary>
public static class MountPoints
{
    // What the firmware and the boot loader look for stays where they look for it.
    private static readonly string[] BootAndSystem = ["/", "/boot", "/boot/efi", "/efi"];

    /// <summary>Whether it belongs to boot and system, and so stays on its disk and in the image.</summary>
    public static bool IsFixed(string mountPoint) => BootAndSystem.Contains(mountPoint, StringComparer.Ordinal);
}
