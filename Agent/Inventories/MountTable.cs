using System.Text;
using FleetMigrator.Agent.Linux;

namespace FleetMigrator.Agent.Inventories;

/// <summary>Reads <c>mountinfo</c>.</summary>
internal static class MountTable
{
    public const string Path = "/proc/self/mountinfo";

    /// <summary>The mounts in their order; a later one may hide an earlier one.</summary>
    public static IReadOnlyList<Mount> Read() => Parse(File.ReadAllText(Path));

    public static IReadOnlyList<Mount> Parse(string text)
    {
        var mounts = new List<Mount>();
        foreach (var line in text.Split('\n'))
        {
            // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
            var halves = line.Split(" - ", 2);
            var left = halves[0].Split(' ');
            var right = halves.Length == 2 ? halves[1].Split(' ') : [];
            if (left.Length < 6 || right.Length < 2 || !DeviceNumber.TryParse(left[2], out var device))
            {
                continue;
            }

            var options = right.Length > 2 ? Join(left[5], right[2]) : left[5];
            mounts.Add(new Mount(device, Unescape(left[3]), Unescape(left[4]), options, right[0], Unescape(right[1])));
        }

        return mounts;
    }

    private static string Join(string mount, string fileSystem)
        => string.Join(',', mount.Split(',').Concat(fileSystem.Split(',')).Distinct(StringComparer.Ordinal));

    /// <summary>The kernel writes space, tab, newline and backslash as three octal digits.</summary>
    private static string Unescape(string text)
    {
        if (!text.Contains('\\'))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0)
            {
                plain.Append((char)(((text[i + 1] - '0') << 6) | ((text[i + 2] - '0') << 3) | (text[i + 3] - '0')));
                i += 3;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }
}
