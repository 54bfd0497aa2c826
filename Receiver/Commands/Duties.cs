using FleetMigrator.Receiver.Boot;
using FleetMigrator.Receiver.Disks;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Images;
using FleetMigrator.Receiver.Receiving;
using FleetMigrator.Receiver.Session;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Commands;

/// <summary>Which part does which command.</summary>
internal sealed class Duties(TargetDisks disks, TransferDesk transfer, BootRepair repair, Conversion conversion) : ICommandHandler
{
    public async Task Run(ReceiverCommand command, CommandReport report, ICommandFeed feed, CancellationToken cancellation)
    {
        switch (command.CommandCase)
        {
            case ReceiverCommand.CommandOneofCase.PrepareDisks:
                await disks.Prepare(command.PrepareDisks, feed, cancellation);
                break;
            case ReceiverCommand.CommandOneofCase.OpenTransfer:
                await transfer.Open(command.OpenTransfer, feed, cancellation);
                break;
            case ReceiverCommand.CommandOneofCase.CloseTransfer:
                await transfer.Close(feed);
                break;
            case ReceiverCommand.CommandOneofCase.RepairBoot:
                await transfer.Close(feed); // Nobody may write while the system is being repaired.
                await repair.Run(command.RepairBoot, feed, cancellation);
                break;
            case ReceiverCommand.CommandOneofCase.ReleaseDisks:
                await transfer.Close(feed);
                await disks.Release(feed, cancellation);
                break;
            case ReceiverCommand.CommandOneofCase.ConvertDisk:
                await conversion.Run(command.ConvertDisk, report, feed, cancellation);
                break;
            default:
                throw FaultCode.ToolFailed.With($"this receiver ({InstanceFacts.Version}) knows no command {command.CommandCase}");
        }
    }
}
