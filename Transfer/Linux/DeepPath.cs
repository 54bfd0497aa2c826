namespace FleetMigrator.Transfer.Linux;

/// <summary>Opens what lies below a folder, however deep, following no link in its last name.</summary>
internal static class DeepPath
{
    private const int Longest = 4000; // PATH_MAX with room to spare; deeper paths are walked in pieces.

    /// <summary>Opens for reading without touching the access time.</summary>
    /// <param name="path">Empty for the folder itself.</param>
    /// <returns>Null with the error number when it can't be opened.</returns>
    public static Descriptor? TryOpen(Descriptor root, ReadOnlySpan<byte> path, int flags, out int error)
    {
        flags |= OpenFlags.NoFollow | OpenFlags.NonBlocking;
        return path.Length > Longest
            ? TryOpenInPieces(root, path, flags, out error)
            : TryOpenAt(root.Number, path.IsEmpty ? "."u8 : path, flags, out error);
    }

    /// <exception cref="LinuxException">The kernel's refusal.</exception>
    public static Descriptor Open(Descriptor root, ReadOnlySpan<byte> path, int flags)
        => TryOpen(root, path, flags, out var error) ?? throw new LinuxException("open", error, NameText.Readable(path));

    private static Descriptor? TryOpenAt(int folder, ReadOnlySpan<byte> path, int flags, out int error)
    {
        var number = Entries.TryOpen(folder, path, flags | OpenFlags.NoAccessTime, 0);
        if (number < 0 && Entries.LastError == Errno.NotPermitted)
        {
            number = Entries.TryOpen(folder, path, flags, 0); // Somebody else's file and not root: then the access time moves.
        }

        error = number < 0 ? Entries.LastError : 0;
        return number < 0 ? null : new Descriptor(number);
    }

    private static Descriptor? TryOpenInPieces(Descriptor root, ReadOnlySpan<byte> path, int flags, out int error)
    {
        var folder = root.Duplicate();
        try
        {
            while (path.Length > Longest)
            {
                var cut = path[..Longest].LastIndexOf((byte)'/');
                var next = TryOpenAt(folder.Number, path[..cut], OpenFlags.Folder | OpenFlags.NoFollow, out error);
                if (next is null)
                {
                    return null;
                }

                folder.Dispose();
                folder = next;
                path = path[(cut + 1)..];
            }

            return TryOpenAt(folder.Number, path, flags, out error);
        }
        finally
        {
            folder.Dispose();
        }
    }
}
