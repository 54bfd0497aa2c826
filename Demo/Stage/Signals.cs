using System.Runtime.InteropServices;

namespace FleetMigrator.Demo.Stage;

/// <summary>POSIX signals to a process id, by their numbers on Linux.</summary>
internal static partial class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>Sends a signal; that the process has ended meanwhile is no fault.</summary>
    public static void Send(int processId, int signal) => _ = Call(processId, signal);

    /// <summary>Whether a process with this id exists.</summary>
    public static bool Exists(int processId) => Call(processId, 0) == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Call(int processId, int signal);
}
