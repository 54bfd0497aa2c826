using FleetMigrator.Receiver.Disks;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Commands;

/// <summary>Which part does which command.</summary>
internal sealed class Duties(TargetDisks disks) : ICommandHandler
{
    public Task Run(ReceiverCommand command, CommandReport report, ICommandFeed feed, CancellationToken cancellation) => command.CommandCase switch
    {
        ReceiverCommand.CommandOneofCase.PrepareDisks => disks.Prepare(command.PrepareDisks, feed, cancellation),
        ReceiverCommand.CommandOneofCase.ReleaseDisks => disks.Release(feed, cancellation),
        _ => throw FaultCode.ToolFailed.With($"this receiver ({Session.InstanceFacts.Version}) knows no command {command.CommandCase}"),
    };
}
