using FleetMigrator.Agent.Faults;
using FleetMigrator.Transfer;

namespace FleetMigrator.Agent.Replication;

/// <summary>The engine's reasons in the catalogue's words.</summary>
internal static class TransferFaults
{
    public static AgentException Of(TransferException failure) => (failure.Failure switch
    {
        TransferFailure.Unreachable => AgentFaults.ReceiverUnreachable,
        TransferFailure.WrongPeer => AgentFaults.WrongPeer,
        TransferFailure.Damaged => AgentFaults.Damaged,
        TransferFailure.TargetFull => AgentFaults.TargetFull,
        TransferFailure.SourceUnreadable => AgentFaults.SourceUnreadable,
        TransferFailure.TargetUnwritable => AgentFaults.TargetUnwritable,
        TransferFailure.Superseded => AgentFaults.Superseded,
        TransferFailure.WrongJob => AgentFaults.WrongPeer,
        _ => AgentFaults.AgentBroken,
    }).With(failure.Message, failure);
}
