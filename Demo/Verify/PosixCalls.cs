using System.Runtime.InteropServices;

namespace FleetMigrator.Demo.Verify;

/// <summary>System calls of the independent lister. Deliberately not those of the data plane: the judge shares no code with the accused.</summary>
internal static partial class PosixCalls
{
    public const int OpenReadOnly = 0;
    public const int OpenDirectory = 0x10000;
    public const int OpenNoFollow = 0x20000;
    public const int CloseOnExec = 0x80000;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    public static partial int Open([In] byte[] path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "lstat", SetLastError = true)]
    public static partial int Stat([In] byte[] path, out PosixStat stat);

    [LibraryImport("libc", EntryPoint = "getdents64", SetLastError = true)]
    public static partial nint ReadDirectory(int descriptor, Span<byte> buffer, nint size);

    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true)]
    public static partial nint ReadLink([In] byte[] path, Span<byte> buffer, nint size);

    [LibraryImport("libc", EntryPoint = "llistxattr", SetLastError = true)]
    public static partial nint ListAttributes([In] byte[] path, Span<byte> buffer, nint size);

    [LibraryImport("libc", EntryPoint = "lgetxattr", SetLastError = true)]
    public static partial nint GetAttribute([In] byte[] path, [In] byte[] name, Span<byte> buffer, nint size);
}
