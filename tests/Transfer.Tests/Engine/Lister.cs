using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace FleetMigrator.Transfer.Tests.Engine;

/// <summary>Lists a tree by its own calls of libc; it shares no code with the engine. One line an entry, names in hex.</summary>
internal static partial class Lister
{
    private const int NoFollow = 0x100;

    /// <summary>Path → everything that must be equal on the other side.</summary>
    public static SortedDictionary<string, string> List(string root)
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var firstNames = new Dictionary<ulong, string>();
        Visit(Encoding.UTF8.GetBytes(root), [], lines, firstNames);
        return lines;
    }

    private static void Visit(byte[] path, byte[] relative, SortedDictionary<string, string> lines, Dictionary<ulong, string> firstNames)
    {
        var raw = new byte[256];
        Check(statx(-100, Zero(path), NoFollow, 0x7FF, raw), "statx", path);
        var mode = BitConverter.ToUInt16(raw, 28);
        var type = mode & 0xF000;
        var links = BitConverter.ToUInt32(raw, 16);
        var inode = BitConverter.ToUInt64(raw, 32);
        var name = Convert.ToHexString(relative);
        var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Encoding.Latin1.GetString(relative)} mode={mode:x} owner={BitConverter.ToUInt32(raw, 20)}:{BitConverter.ToUInt32(raw, 24)}");
        line.Append(CultureInfo.InvariantCulture, $" mtime={BitConverter.ToInt64(raw, 112)}.{BitConverter.ToUInt32(raw, 120)} flags={BitConverter.ToUInt64(raw, 8) & 0x70:x}");
        line.Append(Attributes(path));
        if (type == 0x8000)
        {
            line.Append(CultureInfo.InvariantCulture, $" size={BitConverter.ToInt64(raw, 40)} sha={Hash(path)} links={links}");
            if (links > 1)
            {
                // Sorted traversal makes the first name the same on both sides.
                line.Append(" same=").Append(firstNames.TryGetValue(inode, out var first) ? first : firstNames[inode] = name);
            }
        }
        else if (type == 0xA000)
        {
            var target = new byte[4096];
            var length = readlink(Zero(path), target, target.Length);
            line.Append(" target=").Append(Convert.ToHexString(target.AsSpan(0, (int)length)));
        }
        else if (type is 0x2000 or 0x6000)
        {
            line.Append(CultureInfo.InvariantCulture, $" device={BitConverter.ToUInt32(raw, 128)}:{BitConverter.ToUInt32(raw, 132)}");
        }

        lines.Add(name, line.ToString());
        if (type == 0x4000)
        {
            foreach (var child in Children(path))
            {
                Visit([.. path, (byte)'/', .. child], relative.Length == 0 ? child : [.. relative, (byte)'/', .. child], lines, firstNames);
            }
        }
    }

    private static List<byte[]> Children(byte[] path)
    {
        var folder = opendir(Zero(path));
        Check(folder == 0 ? -1 : 0, "opendir", path);
        var children = new List<byte[]>();
        for (var entry = readdir(folder); entry != 0; entry = readdir(folder))
        {
            var name = new List<byte>();
            for (var at = 19; Marshal.ReadByte(entry, at) is not 0 and var one; at++)
            {
                name.Add(one);
            }

            if (name is not [(byte)'.'] and not [(byte)'.', (byte)'.'])
            {
                children.Add([.. name]);
            }
        }

        _ = closedir(folder);
        children.Sort((left, right) => left.AsSpan().SequenceCompareTo(right));
        return children;
    }

    private static string Attributes(byte[] path)
    {
        var list = new byte[65536];
        var length = llistxattr(Zero(path), list, list.Length);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < length;)
        {
            var end = Array.IndexOf(list, (byte)0, at);
            var name = list[at..(end + 1)];
            var value = new byte[65536];
            var size = lgetxattr(Zero(path), name, value, value.Length);
            found.Add($" {Encoding.UTF8.GetString(list, at, end - at)}={Convert.ToHexString(value.AsSpan(0, (int)size))}");
            at = end + 1;
        }

        return string.Concat(found);
    }

    private static string Hash(byte[] path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var file = open(Zero(path), 0);
        Check(file, "open", path);
        var buffer = new byte[1 << 20];
        for (var count = read(file, buffer, buffer.Length); count > 0; count = read(file, buffer, buffer.Length))
        {
            hash.AppendData(buffer, 0, (int)count);
        }

        _ = close(file);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static byte[] Zero(byte[] path) => [.. path, 0];

    private static void Check(int result, string call, byte[] path)
    {
        if (result < 0)
        {
            throw new IOException($"{call} {Encoding.Latin1.GetString(path)}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] buffer);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint opendir(byte[] path);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint readdir(nint folder);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int closedir(nint folder);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint readlink(byte[] path, [Out] byte[] buffer, nint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint llistxattr(byte[] path, [Out] byte[] list, nint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint lgetxattr(byte[] path, byte[] name, [Out] byte[] value, nint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int open(byte[] path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int file, [Out] byte[] buffer, nint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int file);
}
