namespace FleetMigrator.LocalRegion.Machines;

/// <summary>What both kinds of cgroup have in common, and the choice between them.</summary>
internal abstract class DeviceGate(string hierarchy) : IDeviceGate
{
    private static readonly TimeSpan EmptyPoll = TimeSpan.FromMilliseconds(20);
    private const int EmptyTries = 500;

    /// <summary>null, zero, full, random, urandom, tty, ptmx; -1 stands for every minor number (136 are the pseudo terminals).</summary>
    protected static readonly (int Major, int Minor)[] CharacterDevices =
        [(1, 3), (1, 5), (1, 7), (1, 8), (1, 9), (5, 0), (5, 2), (136, -1)];

    /// <summary>The hierarchy of version 1 if the host uses it for devices, else version 2.</summary>
    /// <exception cref="MachineException">The host mounts neither.</exception>
    public static IDeviceGate Open()
    {
        if (Mounted(line => line.Kind == "cgroup" && line.Options.Contains("devices", StringComparer.Ordinal)) is { } first)
        {
            return new DeviceListGate(first);
        }

        return OpenUnified();
    }

    public static IDeviceGate OpenUnified()
        => Mounted(line => line.Kind == "cgroup2") is { } second
            ? new DeviceProgramGate(second)
            : throw new MachineException("no cgroup hierarchy is mounted: machines cannot be kept from each other's disks");

    public string ProcessFile(string group) => Path.Combine(Folder(group), "cgroup.procs");

    public abstract void Create(string group);

    public abstract void Permit(string group, IReadOnlyCollection<DeviceNumber> disks);

    public async Task Remove(string group, CancellationToken cancellation)
    {
        for (var tries = 0; Directory.Exists(Folder(group)); tries++)
        {
            foreach (var process in Processes(group))
            {
                _ = Libc.Signal(process, Libc.KillSignal);
            }

            try
            {
                Directory.Delete(Folder(group));
                return;
            }
            catch (IOException busy)
            {
                if (tries == EmptyTries)
                {
                    throw new MachineException($"processes {string.Join(' ', Processes(group))} of {group} do not end", busy);
                }
            }

            // A killed process leaves its group when the kernel has taken it apart.
            await Task.Delay(EmptyPoll, cancellation);
        }
    }

    public IReadOnlyList<int> Processes(string group)
    {
        try
        {
            // Kernel threads of another pid namespace show up as 0, which must never be killed.
            return [.. File.ReadLines(ProcessFile(group)).Select(int.Parse).Where(process => process > 1)];
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return [];
        }
    }

    public IReadOnlyList<string> Groups(string prefix)
        => [.. Directory.EnumerateDirectories(hierarchy, prefix + "*").Select(path => Path.GetFileName(path))];

    protected string Folder(string group) => Path.Combine(hierarchy, group);

    private static string? Mounted(Func<(string Kind, string[] Options), bool> wanted)
    {
        foreach (var line in File.ReadLines("/proc/self/mountinfo"))
        {
            var fields = line.Split(' ');
            var dash = Array.IndexOf(fields, "-");
            if (wanted((fields[dash + 1], fields[dash + 3].Split(','))))
            {
                return fields[4];
            }
        }

        return null;
    }
}
