using System.Runtime.InteropServices;

namespace FleetMigrator.Transfer.Linux;

/// <summary>A system call failed.</summary>
public sealed class LinuxException(string call, int error, string subject)
    : IOException($"{call} of {subject}: {Marshal.GetPInvokeErrorMessage(error)} (errno {error})")
{
    /// <summary>The error number, see <see cref="Linux.Errno"/>.</summary>
    public int Error { get; } = error;

    /// <summary>For the call that just failed on this thread.</summary>
    internal static LinuxException Last(string call, ReadOnlySpan<byte> subject) => new(call, Marshal.GetLastPInvokeError(), NameText.Readable(subject));

    internal static LinuxException Last(string call, string subject) => new(call, Marshal.GetLastPInvokeError(), subject);
}
