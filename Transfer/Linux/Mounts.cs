namespace FleetMigrator.Transfer.Linux;

/// <summary>Mounting. Everything here acts on the mount namespace of the calling thread.</summary>
public static class Mounts
{
    private const nuint Bind = 0x1000;
    private const nuint Recursive = 0x4000;
    private const nuint Private = 1 << 18;
    private const int NewMountNamespace = 0x20000;
    private const int Detach = 2;

    /// <summary>Gives the calling thread, and the threads that it starts from now on, mounts of their own that nobody else sees.</summary>
    /// <exception cref="LinuxException">Not root, or not allowed here.</exception>
    public static void EnterPrivateNamespace()
    {
        Check(Libc.Unshare(NewMountNamespace), "unshare", "the mount namespace");
        Check(Libc.Mount(null, "/", null, Recursive | Private, null), "mount --make-rprivate", "/");
    }

    /// <summary>The same for one mount point only, which also works in a chroot whose root isn't a mount point.</summary>
    /// <exception cref="LinuxException">Not root, not allowed here, or the path is not a mount point.</exception>
    public static void EnterPrivateNamespaceAt(string mountPoint)
    {
        Check(Libc.Unshare(NewMountNamespace), "unshare", "the mount namespace");
        Check(Libc.Mount(null, mountPoint, null, Private, null), "mount --make-private", mountPoint);
    }

    /// <summary>Binds a folder without what is mounted below it.</summary>
    /// <exception cref="LinuxException">The kernel's refusal.</exception>
    public static void BindBare(string source, string target) => Check(Libc.Mount(source, target, null, Bind, null), "mount --bind", source);

    /// <summary>Unmounts; detached, it vanishes from the names at once and goes when its last file is closed.</summary>
    /// <exception cref="LinuxException">Busy, or not a mount point.</exception>
    public static void Unmount(string target, bool detach = false) => Check(Libc.Unmount(target, detach ? Detach : 0), "umount", target);

    private static void Check(int result, string call, string subject)
    {
        if (result != 0)
        {
            throw LinuxException.Last(call, subject);
        }
    }
}
