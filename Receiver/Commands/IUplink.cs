using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Commands;

/// <summary>The way to the silo, when there is one.</summary>
internal interface IUplink
{
    /// <summary>False when no session is up; whoever needs the message delivered says it again.</summary>
    bool TrySend(ReceiverUp message);
}
