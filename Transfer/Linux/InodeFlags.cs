namespace FleetMigrator.Transfer.Linux;

/// <summary>The flags of chattr, which live outside of POSIX metadata.</summary>
public static unsafe class InodeFlags
{
    public const uint Immutable = 0x10;
    public const uint AppendOnly = 0x20;

    /// <summary>secure delete, undelete, sync, immutable, append, nodump, noatime, dirsync, topdir, nocow, project inheritance.
    /// The rest describes how a file system stores the file and can't be set, or not on another one.</summary>
    public const uint Kept = 0x1 | 0x2 | 0x8 | Immutable | AppendOnly | 0x40 | 0x80 | 0x10000 | 0x20000 | 0x800000 | 0x20000000;

    private const nuint GetFlags = 0x80086601;
    private const nuint SetFlags = 0x40086602;

    /// <summary>The flags that can be kept; zero where the file system has none.</summary>
    internal static uint Get(Descriptor file)
    {
        long flags = 0;
        return Libc.Control(file.Number, GetFlags, &flags) == 0 ? (uint)flags & Kept : 0;
    }

    /// <summary>Sets the flags that can be kept and leaves the others alone; false where the file system refuses.</summary>
    internal static bool TrySet(Descriptor file, uint wanted)
    {
        long flags = 0;
        if (Libc.Control(file.Number, GetFlags, &flags) != 0)
        {
            return wanted == 0;
        }

        var next = ((uint)flags & ~Kept) | (wanted & Kept);
        if (next == (uint)flags)
        {
            return true;
        }

        long value = next;
        return Libc.Control(file.Number, SetFlags, &value) == 0;
    }
}
