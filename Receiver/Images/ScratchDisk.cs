using FleetMigrator.Receiver.Disks;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Kernel;
using FleetMigrator.Receiver.Tools;

namespace FleetMigrator.Receiver.Images;

/// <summary>The disk that conversion works on. Nothing on it outlives the job.</summary>
internal sealed class ScratchDisk(StateFolder state, DeviceFolder devices, Toolbox tools)
{
    private const string Label = "fleet-scratch";

    /// <summary>Formats at first use, mounts, and gives the folder.</summary>
    public async Task<string> Mount(string device, CancellationToken cancellation)
    {
        if (Mounts.IsMounted(state.Scratch))
        {
            return state.Scratch;
        }

        var node = await devices.Disk(device, 0, cancellation);
        var found = await Signature.Of(node.Path, tools, cancellation);
        if (found is not { Type: "ext4", Label: Label })
        {
            // No journal: after a crash of the machine the work starts over anyway.
            await tools.Must(FaultCode.FormatFailed,
                new ToolCall("mkfs.ext4", "-q", "-F", "-L", Label, "-m", "0", "-O", "^has_journal", "-E", "lazy_itable_init=1", node.Path), cancellation);
        }

        Directory.CreateDirectory(state.Scratch);
        try
        {
            Mounts.Add(node.Path, state.Scratch, "ext4", Mounts.NoTimes | Mounts.NoDevices | Mounts.NoSuid);
        }
        catch (IOException e)
        {
            throw FaultCode.MountFailed.With(e.Message, e);
        }

        return state.Scratch;
    }
}
