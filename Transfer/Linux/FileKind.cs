namespace FleetMigrator.Transfer.Linux;

/// <summary>The type bits of a mode.</summary>
public static class FileKind
{
    public const uint Mask = 0xF000;
    public const uint Fifo = 0x1000;
    public const uint CharacterDevice = 0x2000;
    public const uint Folder = 0x4000;
    public const uint BlockDevice = 0x6000;
    public const uint Regular = 0x8000;
    public const uint Symlink = 0xA000;
    public const uint Socket = 0xC000;

    /// <summary>Permission bits with set-uid, set-gid and sticky.</summary>
    public const uint Permissions = 0xFFF;
}
