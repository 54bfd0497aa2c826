namespace FleetMigrator.Transfer.Linux;

/// <summary>Opens the root of a mounted file system such that nothing mounted on top of its folders is in the way.</summary>
public static class BareRoot
{
    /// <summary>
    /// The namespace is a thread's own and ends with it; the open folder keeps the bind mount alive. So nothing has to be
    /// unmounted after a crash, no folder is needed to mount on, and it works on kernels that don't know open_tree.
    /// </summary>
    /// <param name="path">Where the file system is mounted.</param>
    /// <exception cref="LinuxException">The path can't be opened.</exception>
    public static Descriptor Open(string path)
    {
        Descriptor? root = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                root = OpenHere(path);
            }
            catch (LinuxException error)
            {
                failure = error;
            }
        });
        thread.Start();
        thread.Join();
        return root ?? throw failure!;
    }

    private static Descriptor OpenHere(string path)
    {
        if (!TryEnter(() => Mounts.EnterPrivateNamespaceAt(path)) && !TryEnter(Mounts.EnterPrivateNamespace))
        {
            // Not root, or a plain folder in a chroot: mount points below stay closed by their device number.
            return Descriptor.OpenFolder(path);
        }

        Mounts.BindBare(path, path);
        return Descriptor.OpenFolder(path);
    }

    private static bool TryEnter(Action enter)
    {
        try
        {
            enter();
            return true;
        }
        catch (LinuxException error) when (error.Error is Errno.NotPermitted or Errno.Invalid)
        {
            return false;
        }
    }
}
