namespace FleetMigrator.Receiver.Boot;

/// <summary>A kernel of the migrated system.</summary>
/// <param name="Version">As the folder of its modules is called.</param>
/// <param name="Image">Path of its initramfs, which may be missing.</param>
internal sealed record InstalledKernel(string Version, string Image)
{
    private static readonly string[] _always = ["virtio_pci", "virtio_blk", "virtio_net"];

    // Some small kernels are built without it, and no edge node presents disks that way only.
    private const string Wished = "virtio_scsi";

    public static IReadOnlyList<InstalledKernel> All(RepairScene scene)
    {
        var boot = scene.Here("/boot");
        return [.. Directory.EnumerateFiles(boot, "vmlinuz-*")
            .Select(path => Path.GetFileName(path)["vmlinuz-".Length..])
            .Where(version => scene.Has($"/lib/modules/{version}/modules.dep"))
            .Order(StringComparer.Ordinal)
            .Select(version => new InstalledKernel(version, ImageOf(scene, version)))];
    }

    /// <summary>The modules that its initramfs must hold: what is built in needs none.</summary>
    public IReadOnlyList<string> Needed(RepairScene scene)
    {
        var builtIn = Modules(scene, "modules.builtin", line => line);
        var loadable = Modules(scene, "modules.dep", line => line.Split(':')[0]);
        var roots = scene.Partitions.Where(part => part.MountPoint is "/" or "/usr").Select(part => part.FileSystem is "ext2" or "ext3" ? "ext4" : part.FileSystem);
        var wanted = _always.Concat(roots).Concat(loadable.Contains(Wished) ? [Wished] : []);
        return [.. wanted.Distinct(StringComparer.Ordinal).Where(module => !builtIn.Contains(module))];
    }

    private HashSet<string> Modules(RepairScene scene, string file, Func<string, string> path)
    {
        var here = scene.Here($"/lib/modules/{Version}/{file}");
        return File.Exists(here)
            ? File.ReadLines(here).Select(line => Initramfs.ModuleName(path(line).Trim())).OfType<string>().ToHashSet(StringComparer.Ordinal)
            : [];
    }

    private static string ImageOf(RepairScene scene, string version)
    {
        string[] names = [$"/boot/initrd.img-{version}", $"/boot/initramfs-{version}.img", $"/boot/initrd-{version}"];
        return Array.Find(names, scene.Has) ?? (scene.Shell.FirstOf("update-initramfs") is not null ? names[0] : names[1]);
    }
}
