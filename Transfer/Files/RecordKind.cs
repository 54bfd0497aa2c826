namespace FleetMigrator.Transfer.Files;

/// <summary>What a record of a batch asks for. Each is idempotent.</summary>
internal enum RecordKind : byte
{
    /// <summary>A whole regular file with its content.</summary>
    File = 1,
    Symlink = 2,

    /// <summary>A device or a fifo.</summary>
    Node = 3,

    /// <summary>One more name of a file that is there already.</summary>
    Link = 4,

    /// <summary>A folder's metadata; sent after everything below it.</summary>
    Folder = 5,

    /// <summary>Inode flags that would forbid further work (immutable, append only); sent last.</summary>
    Flags = 6,

    /// <summary>All ranges of a large file are there: give it its metadata and its name.</summary>
    LargeFile = 7,

    /// <summary>A folder that must be there before any folder gets its times; its metadata comes later.</summary>
    MakeFolder = 8,
}
