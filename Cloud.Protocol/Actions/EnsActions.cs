using static FleetMigrator.Cloud.Protocol.Actions.ActionEffect;
using static FleetMigrator.Cloud.Protocol.Actions.PageStyle;
using static FleetMigrator.Cloud.Protocol.Actions.ParameterDefinition;

namespace FleetMigrator.Cloud.Protocol.Actions;

/// <summary>Actions of the edge node service. A new action is a new entry here.</summary>
public static class EnsActions
{
    private static readonly ParameterDefinition Tags = Structs("Tag", 20, Text("Key", 1, 128), Text("Value", 0, 128));

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

    public static readonly ActionDefinition DescribeInstanceTypes = Ens("DescribeInstanceTypes", Reads, None);

    /// <summary>It takes no client token: whoever repeats it looks for the instance's name first. Disks are JSON texts, tags are dotted.</summary>
    public static readonly ActionDefinition RunInstances = Ens("RunInstances", CreatesBlindly, None,
        Number("Amount", 1, 100), Text("InstanceType").Needed, OneOf("InstanceChargeType", "PostPaid", "PrePaid").Needed, Text("ImageId"),
        OneOf("ScheduleAreaLevel", "Region", "Small", "Middle", "Big").Needed, Text("EnsRegionId"), Text("NetDistrictCode"), Text("Carrier"),
        Text("SchedulingStrategy"), Text("SchedulingPriceStrategy"), Text("InstanceName", 2, 128), Text("HostName"), Flag("UniqueSuffix"),
        Json("SystemDisk"), Json("DataDisk"), Text("Password"), Text("KeyPairName"), Flag("PasswordInherit"), Text("UserData"),
        Text("NetWorkId"), Text("VSwitchId"), Text("SecurityId"), Text("PrivateIpAddress"), OneOf("InternetChargeType", "BandwidthByDay", "95BandwidthByMonth"),
        Number("InternetMaxBandwidthOut"), Text("IpType"), Flag("PublicIpIdentification"), Number("Period"), OneOf("PeriodUnit", "Month", "Day"),
        Flag("AutoRenew"), Text("AutoUseCoupon"), OneOf("BillingCycle", "Day", "Month"), Text("InstanceChargeStrategy"), Text("AutoReleaseTime"),
        Text("SpotStrategy"), Number("SpotDuration"), Flag("DeletionProtection"), Tags);

    public static readonly ActionDefinition DescribeInstances = Ens("DescribeInstances", Reads, Numbered,
        Json("InstanceIds"), Text("InstanceId"), Text("InstanceName"), Text("InstanceResourceType"), Text("EnsRegionId"), Json("EnsRegionIds"), Text("EnsServiceId"),
        Text("ImageId"), Text("InstanceType"), Text("Status"), Text("IntranetIp"), Text("NetworkId"), Text("VSwitchId"), Text("SecurityGroupId"), Text("SearchKey"), Text("OrderByParams"), Json("Tags"));

    public static readonly ActionDefinition StartInstance = Ens("StartInstance", Repeatable, None, Text("InstanceId").Needed);

    public static readonly ActionDefinition StopInstance = Ens("StopInstance", Repeatable, None, Text("InstanceId").Needed, Flag("ForceStop"));

    public static readonly ActionDefinition RebootInstance = Ens("RebootInstance", Repeatable, None, Text("InstanceId").Needed, Flag("ForceStop"));

    public static readonly ActionDefinition ReleasePostPaidInstance = Ens("ReleasePostPaidInstance", Repeatable, None, Text("InstanceId").Needed);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ActionDefinition> All =
    [
        ImportImage, DescribeSelfImages, DescribeImages, DeleteImage, DescribeEnsRegions, ExportImage, DescribeExportImageStatus, DescribeInstanceTypes,
        RunInstances, DescribeInstances, StartInstance, StopInstance, RebootInstance, ReleasePostPaidInstance,
    ];

    private static ActionDefinition Ens(string name, ActionEffect effect, PageStyle pages, params ParameterDefinition[] parameters)
        => new(WireProduct.Ens, name, effect, pages, parameters);
}
