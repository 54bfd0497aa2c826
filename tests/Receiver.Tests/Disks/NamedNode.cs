using FleetMigrator.Receiver.Kernel;

namespace FleetMigrator.Receiver.Tests.Disks;

/// <summary>A second name for a loop device: GRUB's tools leave the menu empty when a disk is called loopN.</summary>
internal sealed class NamedNode : IDisposable
{
    private static int _next;

    public NamedNode(LoopDisk disk)
    {
        var number = FileStatus.Of(disk.Device)!.Value.Device;
        Path = $"/dev/vdy{(char)('a' + Interlocked.Increment(ref _next))}";
        Shell.Run("mknod", Path, "b", number.Major.ToString(), number.Minor.ToString());
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
