namespace FleetMigrator.Cloud.Protocol.Shapes.Ens;

/// <summary>An entry of ImportImage’s DiskDeviceMapping.</summary>
public sealed record ImportDisk
{
    public string OSSRegion { get; init; } = "";

    public string OSSBucket { get; init; } = "";

    public string OSSObject { get; init; } = "";
}
