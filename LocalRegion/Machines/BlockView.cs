using System.Text;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>
/// Keeps what a running machine sees of its disks: nodes in /dev, and in /sys and /proc/partitions only its own disks
/// under its own names. It does what the kernel and udev do for a real server, and in their order: the node comes last,
/// so a partition whose node is there can be opened.
/// </summary>
internal sealed class BlockView(int process)
{
    private readonly string _root = $"/proc/{process}/root";
    private readonly Dictionary<string, DeviceNumber> _nodes = new(StringComparer.Ordinal);

    /// <summary>Takes away what is gone. To be called before the permission goes.</summary>
    public void Withdraw(IReadOnlyList<MachineDisk> disks)
    {
        var wanted = disks.SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
        var known = Directory.EnumerateFileSystemEntries($"{_root}/sys/class/block").Select(path => Path.GetFileName(path)).ToList();
        foreach (var name in known.Where(name => !wanted.Contains(name)))
        {
            File.Delete($"{_root}/dev/{name}");
            File.Delete($"{_root}/sys/class/block/{name}");
            _nodes.Remove(name);
        }

        foreach (var folder in Directory.EnumerateDirectories($"{_root}/sys/block"))
        {
            var disk = Path.GetFileName(folder);
            foreach (var part in Directory.EnumerateDirectories(folder, disk + "*").Where(part => !wanted.Contains(Path.GetFileName(part))))
            {
                Directory.Delete(part, recursive: true);
            }

            if (!wanted.Contains(disk))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Shows what is there. To be called after the permission was given.</summary>
    public void Show(IReadOnlyList<MachineDisk> disks)
    {
        var table = new StringBuilder("major minor  #blocks  name\n\n");
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        var nodes = new List<(string Name, DeviceNumber Device)>();
        foreach (var disk in disks)
        {
            var size = Sectors(disk.Loop);
            WriteDisk(disk, size);
            Add(disk.Name, disk.Name, disk.Loop.DeviceNumber, size);
            if (HasKernelFolder(disk))
            {
                links[disk.Loop.DeviceNumber.ToString()] = $"../../devices/virtual/block/{disk.Name}";
            }

            foreach (var partition in disk.Loop.Partitions())
            {
                var name = $"{disk.Name}{partition.Number}";
                WritePartition(disk.Name, name, partition);
                Add(name, $"{disk.Name}/{name}", partition.Device, partition.Size);
            }
        }

        Relink(links);
        File.WriteAllText($"{_root}/run/machine/partitions", table.ToString());
        foreach (var (name, device) in nodes)
        {
            MakeNode(name, device);
        }

        void Add(string name, string place, DeviceNumber device, long size)
        {
            table.Append($"{device.Major,4}  {device.Minor,7} {size / 2,10} {name}\n");
            links[device.ToString()] = $"../../block/{place}";
            Link($"{_root}/sys/class/block/{name}", $"../../block/{place}");
            nodes.Add((name, device));
        }
    }

    /// <summary>Whether the start of the machine put the kernel's own folder of this disk there; see enter.sh.</summary>
    private bool HasKernelFolder(MachineDisk disk)
    {
        var number = $"{_root}/sys/devices/virtual/block/{disk.Name}/dev";
        return File.Exists(number) && File.ReadAllText(number).Trim() == disk.Loop.DeviceNumber.ToString();
    }

    private static IEnumerable<string> NamesOf(MachineDisk disk)
        => disk.Loop.Partitions().Select(partition => $"{disk.Name}{partition.Number}").Prepend(disk.Name);

    private static long Sectors(LoopDisk loop) => long.Parse(File.ReadAllText($"{loop.SysFolder}/size"));

    private void WriteDisk(MachineDisk disk, long size)
    {
        var folder = $"{_root}/sys/block/{disk.Name}";
        Directory.CreateDirectory($"{folder}/device");
        Directory.CreateDirectory($"{folder}/holders");
        Directory.CreateDirectory($"{folder}/slaves");
        Write(folder, "dev", disk.Loop.DeviceNumber.ToString());
        Write(folder, "size", size.ToString());
        Write(folder, "removable", "0");
        Write(folder, "ro", File.ReadAllText($"{disk.Loop.SysFolder}/ro").Trim());
        Write(folder, "uevent", $"MAJOR={disk.Loop.DeviceNumber.Major}\nMINOR={disk.Loop.DeviceNumber.Minor}\nDEVNAME={disk.Name}\nDEVTYPE=disk");
        Directory.CreateDirectory($"{folder}/queue");
        foreach (var fact in (string[])["logical_block_size", "physical_block_size", "hw_sector_size", "minimum_io_size", "optimal_io_size", "rotational", "discard_granularity", "discard_max_bytes", "zoned"])
        {
            if (File.Exists($"{disk.Loop.SysFolder}/queue/{fact}"))
            {
                Write($"{folder}/queue", fact, File.ReadAllText($"{disk.Loop.SysFolder}/queue/{fact}").Trim());
            }
        }
    }

    private void WritePartition(string disk, string name, LoopPartition partition)
    {
        var folder = $"{_root}/sys/block/{disk}/{name}";
        Directory.CreateDirectory($"{folder}/holders");
        Write(folder, "partition", partition.Number.ToString());
        Write(folder, "start", partition.Start.ToString());
        Write(folder, "size", partition.Size.ToString());
        Write(folder, "ro", "0");
        Write(folder, "uevent", $"MAJOR={partition.Device.Major}\nMINOR={partition.Device.Minor}\nDEVNAME={name}\nDEVTYPE=partition\nPARTN={partition.Number}");
        Write(folder, "dev", partition.Device.ToString());
    }

    private void Relink(Dictionary<string, string> links)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries($"{_root}/sys/dev/block"))
        {
            if (!links.ContainsKey(Path.GetFileName(path)))
            {
                File.Delete(path);
            }
        }

        foreach (var (number, target) in links)
        {
            Link($"{_root}/sys/dev/block/{number}", target);
        }
    }

    private void MakeNode(string name, DeviceNumber device)
    {
        var path = $"{_root}/dev/{name}";
        if (_nodes.TryGetValue(name, out var made) && made == device && File.Exists(path))
        {
            return;
        }

        // A node of that name may stand for a partition that was there before and had another number.
        File.Delete(path);
        if (Libc.MakeNode(path, Libc.BlockDevice | 0b110_110_000, Libc.DeviceOf(device)) != 0)
        {
            throw Libc.Error($"/dev/{name} cannot be made");
        }

        _nodes[name] = device;
    }

    private static void Write(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, name), text + "\n");

    private static void Link(string path, string target)
    {
        if (new FileInfo(path).LinkTarget == target)
        {
            return;
        }

        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }
}
