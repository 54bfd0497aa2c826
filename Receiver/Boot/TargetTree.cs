using FleetMigrator.Receiver.Disks;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Kernel;

namespace FleetMigrator.Receiver.Boot;

/// <summary>
/// Puts the migrated system's file systems together as they will be at run time, with a device folder that holds its own disks and
/// nothing else. GRUB's tools look there: without links by UUID they write paths that exist only here, and a disk called loopN makes
/// them leave the menu empty.
/// </summary>
internal sealed class TargetTree(string tree)
{
    private const uint BlockNode = 0x6000 | 0x180; // S_IFBLK, 0600

    public void Assemble(IReadOnlyList<PreparedDisk> disks, IReadOnlyList<KnownPartition> partitions)
    {
        Take();
        var mounted = partitions.Where(part => part.MountPoint.StartsWith('/') && part.FileSystem is not ("swap" or "vfat"))
            .OrderBy(part => part.MountPoint == "/" ? 0 : part.MountPoint.Split('/').Length)
            .ThenBy(part => part.MountPoint, StringComparer.Ordinal).ToList();
        if (mounted.FirstOrDefault()?.MountPoint != "/")
        {
            throw FaultCode.MountFailed.With("no partition of the plan is the root file system");
        }

        Directory.CreateDirectory(tree);
        foreach (var part in mounted)
        {
            var target = TargetPath.Resolve(tree, part.MountPoint);
            if (!Directory.Exists(target))
            {
                throw FaultCode.MountFailed.With($"{part.MountPoint} is not a folder in the migrated system");
            }

            Attach(() => Mounts.Add(part.Node, target, part.FileSystem, Mounts.NoTimes, part.FileSystem == "xfs" ? "nouuid" : null));
        }

        Attach(() => Mounts.Add("tmpfs", Folder("dev"), "tmpfs", Mounts.NoSuid, "mode=0755,size=1m"));
        PrivateNamespace.Populate(Folder("dev"));
        AddDisks(disks, partitions);
        Attach(() => Mounts.Add("sysfs", Folder("sys"), "sysfs", Mounts.ReadOnly | Mounts.NoSuid | Mounts.NoDevices));
        Attach(() => Mounts.Add("tmpfs", Folder("run"), "tmpfs", Mounts.NoSuid | Mounts.NoDevices, "mode=0755"));
        Attach(() => Mounts.Add("tmpfs", Folder("tmp"), "tmpfs", Mounts.NoSuid | Mounts.NoDevices, "mode=1777"));
        _ = Folder("proc"); // Mounted by the shell, because it shows the PID namespace of whoever mounts it.
    }

    /// <summary>Takes the tree apart; does nothing when there is none.</summary>
    public void Take()
    {
        try
        {
            Mounts.RemoveTree(tree);
        }
        catch (IOException e)
        {
            throw FaultCode.DisksBusy.With(e.Message, e);
        }
    }

    private void AddDisks(IReadOnlyList<PreparedDisk> disks, IReadOnlyList<KnownPartition> partitions)
    {
        foreach (var disk in disks)
        {
            Node(disk.Node.Name, disk.Node.Number);
            foreach (var node in disk.Nodes.Values.Where(node => node != disk.Node.Path))
            {
                Node(Path.GetFileName(node), FileStatus.Of(node)!.Value.Device);
            }
        }

        foreach (var part in partitions)
        {
            Link("by-uuid", part.Uuid, part.Node);
            Link("by-label", part.Label, part.Node);
            Link("by-partuuid", part.PartitionId, part.Node);
        }
    }

    private void Node(string name, DeviceNumber number)
    {
        var path = Path.Combine(tree, "dev", name);
        if (Libc.MakeNode(path, BlockNode, number.Encoded) != 0)
        {
            throw FaultCode.MountFailed.With($"mknod {path}: {System.Runtime.InteropServices.Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    private void Link(string kind, string name, string node)
    {
        if (name.Length == 0 || name.Contains('/'))
        {
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(tree, "dev/disk", kind)).FullName;
        var link = Path.Combine(folder, name.Replace(" ", "\\x20"));
        if (new FileInfo(link).LinkTarget is null)
        {
            File.CreateSymbolicLink(link, "../../" + Path.GetFileName(node));
        }
    }

    private string Folder(string name)
    {
        var path = TargetPath.Resolve(tree, "/" + name);
        return Directory.Exists(path) ? path : throw FaultCode.StaticCheckFailed.With($"the migrated system has no folder /{name}");
    }

    private static void Attach(Action mount)
    {
        try
        {
            mount();
        }
        catch (IOException e)
        {
            throw FaultCode.MountFailed.With(e.Message, e);
        }
    }
}
