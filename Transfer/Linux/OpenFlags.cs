namespace FleetMigrator.Transfer.Linux;

/// <summary>Flags of openat and of the *at calls (x86-64).</summary>
internal static class OpenFlags
{
    public const int Read = 0;
    public const int ReadWrite = 2;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int NonBlocking = 0x800;
    public const int Folder = 0x10000;
    public const int NoFollow = 0x20000;
    public const int NoAccessTime = 0x40000;
    public const int CloseOnExec = 0x80000;

    public const int AtCurrentFolder = -100;
    public const int AtNoFollow = 0x100;
    public const int AtRemoveFolder = 0x200;
    public const int AtEmptyPath = 0x1000;
}
