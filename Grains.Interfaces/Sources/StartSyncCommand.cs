using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>Send the volumes to a receiver, round by round, until little changes.</summary>
/// <param name="Id">Command id.</param>
/// <param name="JobId">The job.</param>
/// <param name="Epoch">Fences off earlier attempts.</param>
/// <param name="Address">Of the intermediate instance.</param>
/// <param name="ControlPort">8080.</param>
/// <param name="DataPort">8703.</param>
/// <param name="ReceiverCertificateSha256">Lower-case hex.</param>
/// <param name="Volumes">File systems to send.</param>
/// <param name="Settings">Compression, limit, verification.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.command.start-sync")]
public sealed record StartSyncCommand(
    string Id,
    string JobId,
    long Epoch,
    string Address,
    int ControlPort,
    int DataPort,
    string ReceiverCertificateSha256,
    IReadOnlyList<SyncVolume> Volumes,
    TransferSettings Settings) : SourceCommand(Id)
{
    /// <summary>Whether the agent's log goes up.</summary>
    [Id(0)]
    public bool ReportLogs { get; init; } = true;
}
