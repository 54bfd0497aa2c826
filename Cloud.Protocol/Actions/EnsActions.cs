using static FleetMigrator.Cloud.Protocol.Actions.ActionEffect;
using static FleetMigrator.Cloud.Protocol.Actions.PageStyle;
using static FleetMigrator.Cloud.Protocol.Actions.ParameterDefinition;

namespace FleetMigrator.Cloud.Protocol.Actions;

/// <summary>Actions of the edge node service. A new action is a new entry here.</summary>
public static class EnsActions
{
    public static readonly ActionDefinition ImportImage = Ens("ImportImage", CreatesBlindly, None,
        Text("ImageName", 2, 128).Needed, OneOf("ImageFormat", "qcow2").Needed, OneOf("Architecture", "x86_64").Needed,
        OneOf("OSType", "linux", "windows").Needed, OneOf("ComputeType", "ens_vm").Needed, Text("Platform"), Text("OSVersion"), Text("OSSRegion"),
        Text("OSSBucket"), Text("OSSObject"), Json("DiskDeviceMapping"), Text("TargetOSSRegionId"), Text("LicenseType"));

    public static readonly ActionDefinition DescribeSelfImages = Ens("DescribeSelfImages", Reads, Numbered,
        Text("ImageId"), Text("ImageName"), Text("SnapshotId"));

    public static readonly ActionDefinition DescribeImages = Ens("DescribeImages", Reads, Numbered,
        Text("EnsRegionId"), Text("ImageId"), Text("ImageName"), Text("SnapshotId"), Text("Status"));

    public static readonly ActionDefinition DeleteImage = Ens("DeleteImage", Repeatable, None, Text("ImageId").Needed);

    public static readonly ActionDefinition DescribeEnsRegions = Ens("DescribeEnsRegions", Reads, None, Text("EnsRegionId"));

    public static readonly ActionDefinition ExportImage = Ens("ExportImage", CreatesBlindly, None,
        Text("ImageId").Needed, Text("OSSBucket").Needed, Text("OSSRegionId").Needed, Text("OSSPrefix"), Text("RoleName"));

    public static readonly ActionDefinition DescribeExportImageStatus = Ens("DescribeExportImageStatus", Reads, None, Text("ImageId").Needed);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ActionDefinition> All =
        [ImportImage, DescribeSelfImages, DescribeImages, DeleteImage, DescribeEnsRegions, ExportImage, DescribeExportImageStatus];

    private static ActionDefinition Ens(string name, ActionEffect effect, PageStyle pages, params ParameterDefinition[] parameters)
        => new(WireProduct.Ens, name, effect, pages, parameters);
}
