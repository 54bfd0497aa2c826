namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>Make the copy boot on an edge node.</summary>
[GenerateSerializer, Immutable, Alias("fleet.instance.command.repair-boot")]
public sealed record RepairBootCommand(string Id, string JobId, IReadOnlyList<TargetDisk> Disks) : ReceiverCommand(Id, JobId)
{
    /// <summary>Mount points of the source that the plan leaves out: the copy must start without them.</summary>
    [Id(0)]
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
