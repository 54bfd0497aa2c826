namespace FleetMigrator.Demo.Leaks;

/// <summary>What exists on this host of the kinds that a migration makes and has to take away again.</summary>
internal sealed class HostSnapshot
{
    private readonly SortedSet<string> _things = new(StringComparer.Ordinal);

    public static HostSnapshot Take()
    {
        var snapshot = new HostSnapshot();
        foreach (var loop in Directory.EnumerateDirectories("/sys/block", "loop*"))
        {
            var backing = Path.Combine(loop, "loop/backing_file");
            if (File.Exists(backing))
            {
                snapshot._things.Add($"loop device {Path.GetFileName(loop)} on {Try(backing)}");
            }
        }

        foreach (var mount in File.ReadLines("/proc/self/mountinfo"))
        {
            snapshot._things.Add($"mount {mount.Split(' ')[4]}");
        }

        foreach (var link in Directory.EnumerateFileSystemEntries("/sys/class/net"))
        {
            snapshot._things.Add($"network link {Path.GetFileName(link)}");
        }

        if (Directory.Exists("/run/netns"))
        {
            foreach (var name in Directory.EnumerateFileSystemEntries("/run/netns"))
            {
                snapshot._things.Add($"network namespace {Path.GetFileName(name)}");
            }
        }

        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            // A process of another PID namespace is one that was started inside a machine of ours.
            if (Link(Path.Combine(process, "ns/pid")) is { } space && space != Link("/proc/self/ns/pid"))
            {
                snapshot._things.Add($"process {Path.GetFileName(process)} {Try(Path.Combine(process, "comm"))}");
            }
        }

        return snapshot;
    }

    /// <summary>What is here now and was not there then.</summary>
    public IReadOnlyList<string> Since(HostSnapshot earlier) => [.. _things.Except(earlier._things, StringComparer.Ordinal)];

    private static string Try(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (IOException)
        {
            return "(gone)";
        }
    }

    private static string? Link(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.Name;
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
