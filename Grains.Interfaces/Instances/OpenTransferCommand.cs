using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>Listen on 8080 and 8703 for one agent.</summary>
[GenerateSerializer, Immutable, Alias("fleet.instance.command.open-transfer")]
public sealed record OpenTransferCommand(string Id, string JobId, long Epoch, string AgentCertificateSha256, IReadOnlyList<SyncVolume> Volumes)
    : ReceiverCommand(Id, JobId);
