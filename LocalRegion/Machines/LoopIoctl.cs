using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>The kernel's loop and partition calls, by number.</summary>
internal static unsafe class LoopIoctl
{
    private const nuint GetFree = 0x4C82;
    private const nuint Configure = 0x4C0A;
    private const nuint ClearFile = 0x4C01;
    private const nuint BlockPage = 0x1269;
    private const int DeletePartition = 2;
    private const uint ReadOnlyFlag = 1;
    private const uint DirectFlag = 16;

    /// <summary>struct loop_config: descriptor, block size, loop_info64 (232 bytes), 64 reserved bytes.</summary>
    private const int ConfigLength = 304;
    private const int FlagsOffset = 8 + 52;
    private const int NameOffset = 8 + 56;
    private const int NameLength = 64;

    public const int Busy = 16;

    public static int FreeNumber()
    {
        using var control = Open("/dev/loop-control");
        var number = Libc.Control(control, GetFree, 0);
        return number >= 0 ? number : throw Libc.Error("no free loop device");
    }

    /// <returns>False when another process took the device meanwhile.</returns>
    public static bool Attach(SafeFileHandle loop, SafeFileHandle file, string name, bool readOnly, bool direct)
    {
        var config = stackalloc byte[ConfigLength];
        new Span<byte>(config, ConfigLength).Clear();
        *(int*)config = (int)file.DangerousGetHandle();
        *(uint*)(config + FlagsOffset) = (readOnly ? ReadOnlyFlag : 0) | (direct ? DirectFlag : 0);
        var shortName = System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(name));
        shortName.AsSpan(0, Math.Min(shortName.Length, NameLength - 1)).CopyTo(new Span<byte>(config + NameOffset, NameLength));
        if (Libc.Control(loop, Configure, (nint)config) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == Busy ? false : throw Libc.Error($"{name} cannot be attached");
    }

    public static void Detach(SafeFileHandle loop)
    {
        const int NotAttached = 6;
        if (Libc.Control(loop, ClearFile, 0) != 0 && Marshal.GetLastPInvokeError() != NotAttached)
        {
            throw Libc.Error("loop device cannot be detached");
        }
    }

    /// <returns>False when the partition is in use.</returns>
    public static bool RemovePartition(SafeFileHandle disk, int partition)
    {
        var which = stackalloc byte[152];
        new Span<byte>(which, 152).Clear();
        *(int*)(which + 16) = partition;
        var request = stackalloc byte[24];
        new Span<byte>(request, 24).Clear();
        *(int*)request = DeletePartition;
        *(int*)(request + 8) = 152;
        *(nint*)(request + 16) = (nint)which;
        if (Libc.Control(disk, BlockPage, (nint)request) == 0)
        {
            return true;
        }

        const int NoSuchPartition = 6;
        return Marshal.GetLastPInvokeError() switch
        {
            NoSuchPartition => true,
            Busy => false,
            _ => throw Libc.Error($"partition {partition} cannot be removed"),
        };
    }

    public static SafeFileHandle Open(string device)
    {
        try
        {
            return File.OpenHandle(device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException refused)
        {
            throw new MachineException($"{device} cannot be opened: {refused.Message}", refused);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new MachineException($"{device} cannot be opened: {refused.Message}", refused);
        }
    }
}
