using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FleetMigrator.Demo.Stage;
using Microsoft.Win32.SafeHandles;

namespace FleetMigrator.Demo.Verify;

/// <summary>Lists a mounted file system completely, names as bytes, without leaving it.</summary>
internal sealed class TreeLister
{
    private const uint TypeMask = 0xF000;

    private readonly SortedDictionary<string, TreeEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, string> _inodes = [];
    private ulong _device;

    /// <summary>All entries below a mount point, by path; the root itself is the empty path.</summary>
    public static SortedDictionary<string, TreeEntry> List(string mountPoint)
    {
        var lister = new TreeLister();
        var root = Encoding.Latin1.GetBytes(mountPoint.TrimEnd('/'));
        lister._device = Stat(root).Device;
        lister.Visit(root, "");
        return lister._entries;
    }

    /// <summary>A path for people: what is not printable ASCII is escaped.</summary>
    public static string Show(string path)
        => "/" + string.Concat(path.Select(part => part is >= ' ' and <= '~' ? part.ToString() : $"\\x{(int)part:x2}"));

    private void Visit(byte[] path, string relative)
    {
        var stat = Stat(path);
        if (stat.Device != _device)
        {
            return;
        }

        var type = (stat.Mode & TypeMask) switch { 0x8000 => 'f', 0x4000 => 'd', 0xA000 => 'l', 0x2000 => 'c', 0x6000 => 'b', 0x1000 => 'p', _ => 's' };
        var linkedTo = "";
        if (type != 'd' && stat.Links > 1 && !_inodes.TryAdd(stat.Inode, relative))
        {
            linkedTo = _inodes[stat.Inode];
        }

        _entries[relative] = new TreeEntry(
            relative,
            type,
            stat.Mode & 0xFFF,
            $"{stat.Uid}:{stat.Gid}",
            type == 'f' ? stat.Size : 0,
            $"{stat.ModifySeconds}.{stat.ModifyNanoseconds:D9}",
            type switch { 'l' => Link(path), 'c' or 'b' => $"{stat.Rdev:x}", _ => "" },
            linkedTo,
            Attributes(path),
            type == 'f' ? Hash(path) : "");
        if (type != 'd')
        {
            return;
        }

        // Sorted, so that the first name of an inode is the same on both sides.
        foreach (var name in Children(path).Order(StringComparer.Ordinal))
        {
            Visit([.. path, (byte)'/', .. Encoding.Latin1.GetBytes(name)], relative.Length == 0 ? name : $"{relative}/{name}");
        }
    }

    private static PosixStat Stat(byte[] path)
        => PosixCalls.Stat(Terminated(path), out var stat) == 0 ? stat : throw Failure("stat", path);

    private static List<string> Children(byte[] path)
    {
        var names = new List<string>();
        var descriptor = PosixCalls.Open(Terminated(path), PosixCalls.OpenReadOnly | PosixCalls.OpenDirectory | PosixCalls.OpenNoFollow | PosixCalls.CloseOnExec);
        if (descriptor < 0)
        {
            throw Failure("open", path);
        }

        try
        {
            var buffer = new byte[65536];
            nint read;
            while ((read = PosixCalls.ReadDirectory(descriptor, buffer, buffer.Length)) > 0)
            {
                for (var at = 0; at < read; at += BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(at + 16)))
                {
                    var name = buffer.AsSpan(at + 19);
                    name = name[..name.IndexOf((byte)0)];
                    if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                    {
                        names.Add(Encoding.Latin1.GetString(name));
                    }
                }
            }

            return read < 0 ? throw Failure("getdents64", path) : names;
        }
        finally
        {
            _ = PosixCalls.Close(descriptor);
        }
    }

    private static string Link(byte[] path)
    {
        var buffer = new byte[4096];
        var read = PosixCalls.ReadLink(Terminated(path), buffer, buffer.Length);
        return read < 0 ? throw Failure("readlink", path) : Encoding.Latin1.GetString(buffer, 0, (int)read);
    }

    private static string Attributes(byte[] path)
    {
        var names = new byte[65536];
        var size = PosixCalls.ListAttributes(Terminated(path), names, names.Length);
        if (size < 0)
        {
            throw Failure("llistxattr", path);
        }

        var value = new byte[65536];
        var all = new List<string>();
        foreach (var name in Encoding.Latin1.GetString(names, 0, (int)size).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var read = PosixCalls.GetAttribute(Terminated(path), Terminated(Encoding.Latin1.GetBytes(name)), value, value.Length);
            all.Add(read < 0 ? throw Failure($"lgetxattr {name}", path) : $"{name}={Convert.ToHexStringLower(value.AsSpan(0, (int)read))}");
        }

        all.Sort(StringComparer.Ordinal);
        return string.Join(' ', all);
    }

    private static string Hash(byte[] path)
    {
        var descriptor = PosixCalls.Open(Terminated(path), PosixCalls.OpenReadOnly | PosixCalls.OpenNoFollow | PosixCalls.CloseOnExec);
        if (descriptor < 0)
        {
            throw Failure("open", path);
        }

        using var stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read, 1 << 17);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static byte[] Terminated(byte[] path) => [.. path, 0];

    private static DemoException Failure(string call, byte[] path)
        => new($"{call} {Show(Encoding.Latin1.GetString(path))}: error {System.Runtime.InteropServices.Marshal.GetLastPInvokeError()}", "Look at the kernel's log (dmesg).");
}
