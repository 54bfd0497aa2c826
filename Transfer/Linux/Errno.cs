namespace FleetMigrator.Transfer.Linux;

/// <summary>The error numbers that decide something here (x86-64).</summary>
public static class Errno
{
    public const int NotPermitted = 1;      // EPERM
    public const int NoEntry = 2;           // ENOENT
    public const int Interrupted = 4;       // EINTR
    public const int InputOutput = 5;       // EIO
    public const int NoDevice = 6;          // ENXIO
    public const int AccessDenied = 13;     // EACCES
    public const int Exists = 17;           // EEXIST
    public const int CrossDevice = 18;      // EXDEV
    public const int NotFolder = 20;        // ENOTDIR
    public const int IsFolder = 21;         // EISDIR
    public const int Invalid = 22;          // EINVAL
    public const int NotTypewriter = 25;    // ENOTTY
    public const int NoSpace = 28;          // ENOSPC
    public const int ReadOnly = 30;         // EROFS
    public const int TooManyLinks = 31;     // EMLINK
    public const int Range = 34;            // ERANGE
    public const int NameTooLong = 36;      // ENAMETOOLONG
    public const int NotImplemented = 38;   // ENOSYS
    public const int NotEmpty = 39;         // ENOTEMPTY
    public const int Loop = 40;             // ELOOP
    public const int NoAttribute = 61;      // ENODATA
    public const int NotSupported = 95;     // EOPNOTSUPP
    public const int Stale = 116;           // ESTALE
    public const int Quota = 122;           // EDQUOT
}
