using System.Runtime.InteropServices;

namespace FleetMigrator.Demo.Stage;

/// <summary>POSIX signals to a process id.</summary>
internal static partial class Signals
{
    private const int Sigterm = 15;
    private const int Sigkill = 9;

    public static void Terminate(int processId) => _ = Send(processId, Sigterm);

    public static void Kill(int processId) => _ = Send(processId, Sigkill);

    /// <summary>Whether a process with this id exists.</summary>
    public static bool Exists(int processId) => Send(processId, 0) == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int processId, int signal);
}
