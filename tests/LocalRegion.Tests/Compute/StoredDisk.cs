using FleetMigrator.LocalRegion.Compute;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Tests.Compute;

/// <summary>A disk as an instance would have left it, for tests that run without root.</summary>
internal static class StoredDisk
{
    public static string Add(RegionLab lab, int gib, params (long Offset, byte[] Bytes)[] content)
    {
        var id = Ids.New("d");
        var path = DataFolders.Disk(lab.Options.Data, id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.SetLength(file, (long)gib << 30);
            foreach (var (offset, bytes) in content)
            {
                RandomAccess.Write(file, bytes, offset);
            }
        }

        lab.State.Write(change => change.Create(lab.State.Disks, new Disk(
            id, RegionLab.Region, "cn-beijing-h", "stored", "", System: false, "cloud_essd", gib, DiskStatus.Available, InstanceId: null, Device: null,
            DeleteWithInstance: true, EverAttached: true, SnapshotId: null, ImageId: null, "", new Dictionary<string, string>(StringComparer.Ordinal),
            lab.Clock.GetUtcNow(), Attached: null)));
        return id;
    }
}
