namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>Where a disk is attached.</summary>
public sealed record DiskAttachment
{
    public string InstanceId { get; init; } = "";

    public string Device { get; init; } = "";

    public string AttachedTime { get; init; } = "";
}
