namespace FleetMigrator.LocalRegion.Machines;

/// <summary>
/// The folder in which <c>ip netns</c> keeps names. The tool mounts it on itself at its first use and never takes that back; where a
/// machine of ours was the first user, the last one out does. The mark lies in /run, so that it goes with the mount at a restart
/// of the host, and serves several regions at once.
/// </summary>
internal static class NamespaceFolder
{
    public const string Path = "/run/netns";

    private const string Mark = "/run/fleetmigrator-netns";

    public static string Of(string name) => $"{Path}/{name}";

    /// <summary>Before a name is added: says that whatever mount comes about now is ours.</summary>
    public static void Claim()
    {
        if (!IsMounted())
        {
            File.WriteAllText(Mark, "");
        }
    }

    /// <summary>After a name was removed: with the last one gone, takes back what <see cref="Claim"/> has led to.</summary>
    public static async Task GiveBack(CancellationToken cancellation)
    {
        if (!File.Exists(Mark) || (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any()))
        {
            return;
        }

        if (IsMounted())
        {
            // A name added by somebody just now is a mount of its own below: then this is refused as busy, and the next one out tries again.
            await HostCommand.Try("umount", [Path], input: null, onLine: null, cancellation);
        }

        if (!IsMounted())
        {
            File.Delete(Mark);
        }
    }

    private static bool IsMounted() => File.ReadLines("/proc/self/mountinfo").Any(line => line.Split(' ')[4] == Path);
}
