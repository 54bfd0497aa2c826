using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace FleetMigrator.Receiver.Kernel;

/// <summary>Mounting by system calls: the mount program would want mtab, udev's links and sometimes a helper.</summary>
internal static class Mounts
{
    private static readonly Regex _octal = new(@"\\(?<octal>[0-7]{3})", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public const nuint ReadOnly = 1;
    public const nuint NoSuid = 2;
    public const nuint NoDevices = 4;
    public const nuint NoTimes = 1024;
    public const nuint Bind = 4096;
    public const nuint Recursive = 16384;
    public const nuint Private = 1 << 18;

    /// <exception cref="IOException">With the kernel's reason.</exception>
    public static void Add(string? source, string target, string? type, nuint flags = 0, string? options = null)
    {
        if (Libc.Mount(source, target, type, flags, options) != 0)
        {
            throw new IOException($"mount {source} on {target} ({type}): {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Unmounts everything at or below <paramref name="folder"/>, deepest first.</summary>
    public static void RemoveTree(string folder)
    {
        // The order of mountinfo is the order of mounting, so the reverse also handles one mount over another.
        foreach (var mount in All().Where(mount => Within(mount.Target, folder)).Reverse().ToList())
        {
            if (Libc.Unmount(mount.Target, 0) != 0)
            {
                throw new IOException($"umount {mount.Target}: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
    }

    public static bool IsMounted(string target) => All().Any(mount => mount.Target == target);

    public static IReadOnlyList<MountPoint> All() => File.ReadLines("/proc/self/mountinfo").Select(Read).ToList();

    private static MountPoint Read(string line)
    {
        // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
        var fields = line.Split(' ');
        var tail = Array.IndexOf(fields, "-");
        return new MountPoint(DeviceNumber.Parse(fields[2]), Unescape(fields[4]), fields[tail + 1], Unescape(fields[tail + 2]));
    }

    private static bool Within(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static string Unescape(string text)
        => _octal.Replace(text, match => ((char)Convert.ToInt32(match.Groups["octal"].Value, 8)).ToString());
}
