namespace FleetMigrator.Agent.Linux;

/// <summary>The kernel's name for this boot. Machines that are copies of each other differ in it.</summary>
internal static class BootId
{
    private const string Path = "/proc/sys/kernel/random/boot_id";

    /// <summary>Empty where the kernel doesn't say.</summary>
    public static string Current => File.Exists(Path) ? File.ReadAllText(Path).Trim() : "";
}
