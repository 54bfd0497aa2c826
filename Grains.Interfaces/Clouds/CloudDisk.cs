namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>A disk as the cloud describes it.</summary>
/// <param name="Id"><c>d-…</c>.</param>
/// <param name="Name">Disk name.</param>
/// <param name="IsSystem">Whether it is an instance's system disk.</param>
/// <param name="Device">The cloud's device name, such as <c>/dev/xvdb</c>; the guest sees <c>/dev/vdb</c>.</param>
/// <param name="SizeGib">GiB.</param>
/// <param name="Status">Creating, Available, Attaching, In_use, Detaching.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.disk")]
public sealed record CloudDisk(string Id, string Name, bool IsSystem, string Device, int SizeGib, string Status);
