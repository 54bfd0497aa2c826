namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>A custom image to be made from snapshots of data disks.</summary>
/// <param name="Region">Region id.</param>
/// <param name="Name">2 to 128 characters, unique in the region.</param>
/// <param name="SnapshotIds">The first becomes the system disk, the others data disks in this order.</param>
/// <param name="SizesGib">Size of each disk.</param>
/// <param name="Platform">Such as <c>Debian</c>.</param>
/// <param name="BootMode"><c>BIOS</c> or <c>UEFI</c>.</param>
/// <param name="Tags">On the image.</param>
/// <param name="Token">Idempotency token.</param>
public sealed record CreateImageRequest(
    string Region,
    string Name,
    IReadOnlyList<string> SnapshotIds,
    IReadOnlyList<int> SizesGib,
    string Platform,
    string BootMode,
    IReadOnlyDictionary<string, string> Tags,
    string Token);
