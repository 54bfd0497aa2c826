using System.Runtime.InteropServices;

namespace FleetMigrator.Transfer.Linux;

/// <summary>Calls on an entry of an open folder. Names are single components or relative paths, bytes, never followed when a link.</summary>
internal static unsafe class Entries
{
    public static Descriptor Open(int folder, ReadOnlySpan<byte> name, int flags, uint mode)
    {
        var number = TryOpen(folder, name, flags, mode);
        return number >= 0 ? new Descriptor(number) : throw LinuxException.Last("open", name);
    }

    /// <summary>Without the exception: below zero, the error number is left on the thread.</summary>
    public static int TryOpen(int folder, ReadOnlySpan<byte> name, int flags, uint mode)
    {
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pointer = text.Bytes)
        {
            return Libc.OpenAt(folder, pointer, flags | OpenFlags.CloseOnExec, mode);
        }
    }

    public static bool TryMakeFolder(int folder, ReadOnlySpan<byte> name, uint mode)
    {
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pointer = text.Bytes)
        {
            return Libc.MakeFolderAt(folder, pointer, mode) == 0;
        }
    }

    public static bool TryMakeNode(int folder, ReadOnlySpan<byte> name, uint mode, ulong device)
    {
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pointer = text.Bytes)
        {
            return Libc.MakeNodeAt(folder, pointer, mode, device) == 0;
        }
    }

    public static bool TryMakeSymlink(int folder, ReadOnlySpan<byte> name, ReadOnlySpan<byte> target)
    {
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        using var targetText = new ZeroEnded(target, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pointer = text.Bytes, targetPointer = targetText.Bytes)
        {
            return Libc.MakeSymlinkAt(targetPointer, folder, pointer) == 0;
        }
    }

    public static bool TryLink(int oldFolder, ReadOnlySpan<byte> oldName, int newFolder, ReadOnlySpan<byte> newName)
    {
        using var old = new ZeroEnded(oldName, stackalloc byte[ZeroEnded.Inline]);
        using var text = new ZeroEnded(newName, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* oldPointer = old.Bytes, pointer = text.Bytes)
        {
            return Libc.LinkAt(oldFolder, oldPointer, newFolder, pointer, 0) == 0;
        }
    }

    public static bool TryRename(int oldFolder, ReadOnlySpan<byte> oldName, int newFolder, ReadOnlySpan<byte> newName)
    {
        using var old = new ZeroEnded(oldName, stackalloc byte[ZeroEnded.Inline]);
        using var text = new ZeroEnded(newName, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* oldPointer = old.Bytes, pointer = text.Bytes)
        {
            return Libc.RenameAt(oldFolder, oldPointer, newFolder, pointer) == 0;
        }
    }

    public static bool TryUnlink(int folder, ReadOnlySpan<byte> name, bool isFolder)
    {
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pointer = text.Bytes)
        {
            return Libc.UnlinkAt(folder, pointer, isFolder ? OpenFlags.AtRemoveFolder : 0) == 0;
        }
    }

    public static bool TryChangeOwner(int folder, ReadOnlySpan<byte> name, uint user, uint group)
    {
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pointer = text.Bytes)
        {
            return Libc.ChangeOwnerAt(folder, pointer, user, group, OpenFlags.AtNoFollow) == 0;
        }
    }

    /// <summary>Follows a link, so it is for a node that this process has just made.</summary>
    public static bool TryChangeMode(int folder, ReadOnlySpan<byte> name, uint permissions)
    {
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pointer = text.Bytes)
        {
            return Libc.ChangeModeAt(folder, pointer, permissions & FileKind.Permissions, 0) == 0;
        }
    }

    public static bool TryChangeTimes(int folder, ReadOnlySpan<byte> name, FileTime accessed, FileTime modified)
    {
        var times = stackalloc long[] { accessed.Seconds, accessed.Nanoseconds, modified.Seconds, modified.Nanoseconds };
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pointer = text.Bytes)
        {
            return Libc.ChangeTimesAt(folder, pointer, times, OpenFlags.AtNoFollow) == 0;
        }
    }

    /// <summary>The target of a symlink.</summary>
    /// <exception cref="LinuxException">The kernel's refusal.</exception>
    public static byte[] ReadLink(int folder, ReadOnlySpan<byte> name)
    {
        const int MaxTarget = 4096; // PATH_MAX: the kernel stores none that is longer.
        var buffer = stackalloc byte[MaxTarget];
        using var text = new ZeroEnded(name, stackalloc byte[ZeroEnded.Inline]);
        fixed (byte* pointer = text.Bytes)
        {
            var count = Libc.ReadLinkAt(folder, pointer, buffer, MaxTarget);
            return count >= 0 ? new ReadOnlySpan<byte>(buffer, (int)count).ToArray() : throw LinuxException.Last("readlink", name);
        }
    }

    public static int LastError => Marshal.GetLastPInvokeError();
}
