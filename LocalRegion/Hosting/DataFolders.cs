namespace FleetMigrator.LocalRegion.Hosting;

/// <summary>Where things lie inside the data folder.</summary>
internal static class DataFolders
{
    public static string Machines(string data) => Path.Combine(data, "machines");

    public static string PublicImage(string data, string imageId) => Path.Combine(data, "images", imageId);

    public static string Instance(string data, string instanceId) => Path.Combine(data, "instances", instanceId);

    public static string Disk(string data, string diskId) => Path.Combine(data, "disks", diskId + ".raw");

    public static string Snapshot(string data, string snapshotId) => Path.Combine(data, "snapshots", snapshotId + ".raw");

    public static string Export(string data, string taskId) => Path.Combine(data, "exports", taskId);

    public static string EdgeImage(string data, string imageId) => Path.Combine(data, "edge", imageId);

    public static string EdgeInstance(string data, string instanceId) => Path.Combine(data, "edge-instances", instanceId);
}
