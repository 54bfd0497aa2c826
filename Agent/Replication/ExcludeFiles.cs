using System.Globalization;
using System.Text;
using FleetMigrator.Agent.Faults;
using FleetMigrator.Transfer.Filters;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Replication;

/// <summary>
/// The operator's exclude files: <c>rsync_excludes_linux.txt</c> for the file systems of the system disk, with paths from <c>/</c>,
/// and <c>rsync_excludes_linux_disk1.txt</c> and so on for those of the data disks, with paths from their mount point. A file that
/// is missing leaves nothing out. They are read when a copy starts.
/// </summary>
internal sealed class ExcludeFiles(string folder, IReadOnlyList<Disk> disks)
{
    /// <summary>The rules for a file system, and its mount point below where their paths begin.</summary>
    /// <exception cref="AgentException">FM-2021 when a file is there and can't be used: nothing may be copied that shall not be.</exception>
    public (FilterRules Rules, byte[] Below) For(string mountPoint)
    {
        var number = DataDiskOf(mountPoint);
        return number == 0
            ? (Read("rsync_excludes_linux.txt"), Encoding.UTF8.GetBytes(mountPoint.Trim('/')))
            : (Read(string.Create(CultureInfo.InvariantCulture, $"rsync_excludes_linux_disk{number}.txt")), []);
    }

    // From 1 in the order of the inventory; 0 for the system disk and for what lies on no disk of its own.
    private int DataDiskOf(string mountPoint)
    {
        var data = disks.Where(disk => !disk.System).ToList();
        return data.FindIndex(disk => disk.Partitions.Any(partition => partition.FileSystem?.MountPoint == mountPoint)) + 1;
    }

    private FilterRules Read(string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            return File.Exists(path) ? FilterRules.Parse(File.ReadAllBytes(path)) : new FilterRules();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw AgentFaults.AgentBroken.With($"the exclude file {path} cannot be used: {e.Message}", e);
        }
    }
}
