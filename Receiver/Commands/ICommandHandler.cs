using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Commands;

/// <summary>Does what commands ask. Every command may be repeated, also after it was cut off anywhere.</summary>
internal interface ICommandHandler
{
    /// <summary>Runs to the end and fills in what the final report carries beside the notes.</summary>
    Task Run(ReceiverCommand command, CommandReport report, ICommandFeed feed, CancellationToken cancellation);
}
