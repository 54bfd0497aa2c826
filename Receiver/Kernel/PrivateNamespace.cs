using System.Collections;
using System.Runtime.InteropServices;

namespace FleetMigrator.Receiver.Kernel;

/// <summary>
/// The receiver's own mount and PID namespace. Mounts vanish and tools die with the receiver, however it ends, so that its next
/// life finds disks that nobody holds. Entered through unshare, because a program with threads can't fork into a PID namespace.
/// </summary>
internal static class PrivateNamespace
{
    private const string Marker = "FLEET_RECEIVER_INSIDE";
    private const uint CharacterNode = 0x2000 | 0x1b6; // S_IFCHR, 0666

    private static readonly (string Name, uint Major, uint Minor)[] _characters =
    [
        ("null", 1, 3), ("zero", 1, 5), ("full", 1, 7), ("random", 1, 8), ("urandom", 1, 9), ("tty", 5, 0),
    ];

    private static readonly (string Name, string Target)[] _links =
    [
        ("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"), ("stdout", "/proc/self/fd/1"), ("stderr", "/proc/self/fd/2"),
    ];

    /// <summary>Replaces this process by unshare and the same program inside; returns only inside.</summary>
    /// <exception cref="IOException">The namespace could not be made.</exception>
    public static void Enter(string[] arguments, StateFolder state)
    {
        if (Environment.GetEnvironmentVariable(Marker) != "1")
        {
            Replace(arguments);
        }

        Directory.CreateDirectory(state.HostDevices);
        Directory.CreateDirectory(state.Volumes);

        // Nothing mounted here may appear outside. The root of a chroot is no mount of its own, so each place is made private by itself.
        Mounts.Add(state.Root, state.Root, null, Mounts.Bind);
        Mounts.Add(null, state.Root, null, Mounts.Private);
        Mounts.Add(null, "/proc", null, Mounts.Private | Mounts.Recursive);
        Mounts.Add("proc", "/proc", "proc");
        Mounts.Add("/dev", state.HostDevices, null, Mounts.Bind | Mounts.Recursive);
        Mounts.Add(null, "/dev", null, Mounts.Private | Mounts.Recursive);
        Mounts.Add("tmpfs", "/dev", "tmpfs", Mounts.NoSuid, "mode=0755,size=1m");
        Populate("/dev");
    }

    /// <summary>The nodes that any program expects.</summary>
    public static void Populate(string folder)
    {
        foreach (var (name, major, minor) in _characters)
        {
            var path = Path.Combine(folder, name);
            if (Libc.MakeNode(path, CharacterNode, new DeviceNumber(major, minor).Encoded) != 0)
            {
                throw new IOException($"mknod {path}: {Marshal.GetLastPInvokeErrorMessage()}");
            }

            File.SetUnixFileMode(path, (UnixFileMode)0x1b6); // past the umask
        }

        foreach (var (name, target) in _links)
        {
            File.CreateSymbolicLink(Path.Combine(folder, name), target);
        }

        Directory.CreateDirectory(Path.Combine(folder, "shm"));
        Directory.CreateDirectory(Path.Combine(folder, "pts"));
    }

    private static void Replace(string[] arguments)
    {
        string?[] command = ["unshare", "--mount", "--propagation", "unchanged", "--pid", "--fork", "--kill-child", "--", .. Self(), .. arguments, null];
        string?[] environment = [.. Variables(), $"{Marker}=1", null];
        foreach (var program in new[] { "/usr/bin/unshare", "/bin/unshare" })
        {
            _ = Libc.Execute(program, command, environment);
        }

        throw new IOException($"unshare could not be started: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    // During development the program runs under dotnet, whose path alone would start nothing.
    private static IEnumerable<string> Self()
    {
        var program = Environment.ProcessPath ?? "/proc/self/exe";
        return Path.GetFileName(program) == "dotnet" ? [program, Environment.GetCommandLineArgs()[0]] : [program];
    }

    private static IEnumerable<string> Variables()
        => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(pair => $"{pair.Key}={pair.Value}");
}
