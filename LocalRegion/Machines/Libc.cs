using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>The few system calls that .NET has no word for.</summary>
internal static unsafe partial class Libc
{
    public const int NewNetworkNamespace = 0x40000000;
    public const uint BlockDevice = 0x6000;
    public const int KillSignal = 9;
    public const int TerminateSignal = 15;

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(SafeFileHandle file, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    public static partial int EnterNamespace(SafeFileHandle file, int kind);

    [LibraryImport("libc", EntryPoint = "mknod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeNode(string path, uint mode, ulong device);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int OpenSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int socket, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int socket, int level, int name, int* value, uint length);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    public static partial int Shutdown(int socket, int how);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Bpf(nint number, nint command, void* attribute, nuint size);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* RealPath(string path, byte* room);

    /// <summary>The path without symbolic links, as the kernel names files; the last part need not exist.</summary>
    public static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        const int LongestPath = 4096;
        var room = stackalloc byte[LongestPath];
        var folder = Path.GetDirectoryName(full);
        return folder is not null && RealPath(folder, room) is not null
            ? Path.Combine(Marshal.PtrToStringUTF8((nint)room)!, Path.GetFileName(full))
            : full;
    }

    public static ulong DeviceOf(DeviceNumber number)
    {
        // The encoding of glibc's makedev: 12 bits of the major number, 8 of the minor, then the rest of both.
        var (major, minor) = ((ulong)number.Major, (ulong)number.Minor);
        return ((major & 0xfff) << 8) | (minor & 0xff) | ((minor & ~0xffUL) << 12) | ((major & ~0xfffUL) << 32);
    }

    public static MachineException Error(string what)
        => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");
}
