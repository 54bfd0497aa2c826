namespace FleetMigrator.Transfer.Linux;

/// <summary>A name in a folder.</summary>
internal readonly record struct FolderEntry(byte[] Name, ulong Inode);
