using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Silo.Agents;
using Google.Protobuf;
using Wire = FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Silo.Receivers;

/// <summary>Commands of receivers, from the product's words to the wire.</summary>
internal static class ReceiverCommandMap
{
    /// <param name="command">The command.</param>
    /// <param name="sourceUrl">Makes the presigned address of the object that a conversion reads.</param>
    public static Wire.ReceiverCommand ToWire(this ReceiverCommand command, Func<ConvertDiskCommand, Uri> sourceUrl)
    {
        var wire = new Wire.ReceiverCommand { Id = command.Id };
        switch (command)
        {
            case PrepareDisksCommand prepare:
                wire.PrepareDisks = new Wire.PrepareDisks { JobId = prepare.JobId, Disks = { prepare.Disks.Select(ToWire) } };
                break;
            case OpenTransferCommand open:
                wire.OpenTransfer = new Wire.OpenTransfer
                {
                    JobId = open.JobId,
                    Epoch = open.Epoch,
                    AgentCertificateSha256 = ByteString.CopyFrom(Convert.FromHexString(open.AgentCertificateSha256)),
                    Volumes = { open.Volumes.Select(volume => volume.ToWire()) },
                };
                break;
            case CloseTransferCommand close:
                wire.CloseTransfer = new Wire.CloseTransfer { JobId = close.JobId };
                break;
            case RepairBootCommand repair:
                wire.RepairBoot = new Wire.RepairBoot { JobId = repair.JobId, Disks = { repair.Disks.Select(ToWire) }, LeftOut = { repair.LeftOut } };
                break;
            case ReleaseDisksCommand release:
                wire.ReleaseDisks = new Wire.ReleaseDisks { JobId = release.JobId };
                break;
            case ConvertDiskCommand convert:
                wire.ConvertDisk = new Wire.ConvertDisk
                {
                    JobId = convert.JobId,
                    Index = convert.Index,
                    SourceUrl = sourceUrl(convert).AbsoluteUri,
                    SourceBytes = convert.SourceBytes,
                    ScratchDevice = convert.ScratchDevice,
                    TargetObject = convert.TargetKey,
                };
                break;
            default:
                throw new InvalidOperationException($"{command.GetType().Name} has no form on the wire.");
        }

        return wire;
    }

    private static Wire.TargetDisk ToWire(TargetDisk disk) => new()
    {
        Index = disk.Index,
        Device = disk.Device,
        SizeBytes = disk.SizeBytes,
        Table = disk.Table,
        TableId = disk.TableId,
        System = disk.IsSystem,
        Partitions = { disk.Partitions.Select(ToWire) },
    };

    private static Wire.TargetPartition ToWire(TargetPartition partition) => new()
    {
        Number = partition.Number,
        StartBytes = partition.StartBytes,
        SizeBytes = partition.SizeBytes,
        Type = partition.Type,
        Id = partition.Id,
        Name = partition.Name,
        Attributes = partition.Attributes,
        FileSystem = partition.FileSystem,
        Uuid = partition.Uuid,
        Label = partition.Label,
        BlockBytes = partition.BlockBytes,
        Features = { partition.Features },
        MountPoint = partition.MountPoint,
        Volume = partition.Volume,
    };
}
