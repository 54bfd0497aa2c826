namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>What the agent found on its server.</summary>
/// <param name="Hostname">Host name.</param>
/// <param name="OsFamily"><c>linux</c> or something that cannot be migrated.</param>
/// <param name="OsId">os-release ID, such as <c>debian</c>.</param>
/// <param name="OsVersion">os-release VERSION_ID.</param>
/// <param name="OsName">For people.</param>
/// <param name="Kernel">Kernel release.</param>
/// <param name="Architecture"><c>x86_64</c> or something that cannot be migrated.</param>
/// <param name="Firmware"><c>bios</c> or <c>uefi</c>.</param>
/// <param name="CpuCount">Logical processors.</param>
/// <param name="MemoryBytes">Bytes.</param>
/// <param name="Addresses">IP addresses.</param>
/// <param name="SeLinux">absent, disabled, permissive, enforcing.</param>
/// <param name="Disks">System disk first.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.inventory")]
public sealed record Inventory(
    string Hostname,
    string OsFamily,
    string OsId,
    string OsVersion,
    string OsName,
    string Kernel,
    string Architecture,
    string Firmware,
    int CpuCount,
    long MemoryBytes,
    IReadOnlyList<string> Addresses,
    string SeLinux,
    IReadOnlyList<Disk> Disks);
