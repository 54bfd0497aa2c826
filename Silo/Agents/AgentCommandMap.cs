using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using Google.Protobuf;
using Wire = FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Silo.Agents;

/// <summary>Commands of agents, from the product's words to the wire.</summary>
internal static class AgentCommandMap
{
    public static Wire.AgentCommand ToWire(this SourceCommand command)
    {
        var wire = new Wire.AgentCommand { Id = command.Id };
        switch (command)
        {
            case PreflightCommand preflight:
                wire.Preflight = new Wire.Preflight();
                if (preflight.ReportLogs is { } report)
                {
                    wire.Preflight.LogStays = !report;
                }

                break;
            case RefreshInventoryCommand:
                wire.RefreshInventory = new Wire.RefreshInventory();
                break;
            case StartSyncCommand start:
                wire.StartSync = ToWire(start);
                break;
            case StopSyncCommand stop:
                wire.StopSync = new Wire.StopSync { JobId = stop.JobId };
                break;
            case ChangeSettingsCommand change:
                wire.ChangeSettings = new Wire.ChangeSettings { JobId = change.JobId, Settings = change.Settings.ToWire() };
                break;
            default:
                throw new InvalidOperationException($"{command.GetType().Name} has no form on the wire.");
        }

        return wire;
    }

    public static Wire.Volume ToWire(this SyncVolume volume) => new()
    {
        Id = volume.Id,
        MountPoint = volume.MountPoint,
        FileSystem = volume.FileSystem,
        UsedBytes = volume.UsedBytes,
    };

    private static Wire.StartSync ToWire(StartSyncCommand start) => new()
    {
        JobId = start.JobId,
        Epoch = start.Epoch,
        ReceiverAddress = start.Address,
        ControlPort = start.ControlPort,
        DataPort = start.DataPort,
        ReceiverCertificateSha256 = ByteString.CopyFrom(Convert.FromHexString(start.ReceiverCertificateSha256)),
        Volumes = { start.Volumes.Select(ToWire) },
        Settings = start.Settings.ToWire(),
        LogStays = !start.ReportLogs,
    };

    private static Wire.TransferSettings ToWire(this TransferSettings settings) => new()
    {
        CompressionLevel = settings.CompressionLevel,
        SpeedLimitMbps = settings.SpeedLimitMbps,
        ChecksumVerification = settings.ChecksumVerification,
    };
}
