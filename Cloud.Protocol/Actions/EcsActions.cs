using static FleetMigrator.Cloud.Protocol.Actions.ActionEffect;
using static FleetMigrator.Cloud.Protocol.Actions.PageStyle;
using static FleetMigrator.Cloud.Protocol.Actions.ParameterDefinition;

namespace FleetMigrator.Cloud.Protocol.Actions;

/// <summary>Actions of ECS. A new action is a new entry here.</summary>
public static class EcsActions
{
    private static readonly ParameterDefinition Region = Text("RegionId").Needed;
    private static readonly ParameterDefinition Tags = Structs("Tag", 20, Text("Key", 1, 128), Text("Value", 0, 128));
    private static readonly ParameterDefinition Filters = Structs("Filter", 4, Text("Key"), Text("Value"));

    public static readonly ActionDefinition DescribeRegions = Ecs("DescribeRegions", Reads, None,
        Text("ResourceType"), Text("InstanceChargeType"), Text("AcceptLanguage"), Text("RegionId"));

    public static readonly ActionDefinition DescribeZones = Ecs("DescribeZones", Reads, None,
        Region, Flag("Verbose"), Text("InstanceChargeType"), Text("SpotStrategy"), Text("AcceptLanguage"));

    public static readonly ActionDefinition DescribeAvailableResource = Ecs("DescribeAvailableResource", Reads, None,
        Region, Text("DestinationResource").Needed, Text("ZoneId"), Text("InstanceType"), Text("InstanceChargeType"), Text("SystemDiskCategory"),
        Text("DataDiskCategory"), Text("ResourceType"), Text("NetworkCategory"), Text("IoOptimized"), Number("Cores"), Text("Memory"), Text("SpotStrategy"));

    public static readonly ActionDefinition DescribeInstanceTypes = Ecs("DescribeInstanceTypes", Reads, TokenOrNumbered,
        Text("RegionId"), List("InstanceTypes", 10), Text("InstanceTypeFamily"), Text("CpuArchitecture"), Number("MinimumCpuCoreCount"),
        Number("MaximumCpuCoreCount"), Text("MinimumMemorySize"), Text("MaximumMemorySize"));

    public static readonly ActionDefinition RunInstances = Ecs("RunInstances", CreatesWithToken, None,
        Region, Text("ZoneId"), Text("ImageId"), Text("ImageFamily"), Text("InstanceType"), Text("SecurityGroupId"), List("SecurityGroupIds", 16),
        Text("VSwitchId"), Text("InstanceName", 2, 128), Text("Description", 0, 256), Text("HostName", 2, 64), Text("Password", 8, 30), Text("KeyPairName"),
        Flag("PasswordInherit"), Number("Amount", 1, 100), Number("MinAmount", 1, 100), Flag("UniqueSuffix"),
        OneOf("InternetChargeType", "PayByTraffic", "PayByBandwidth"), Number("InternetMaxBandwidthOut", 0, 100), Number("InternetMaxBandwidthIn", 0, 200),
        Text("PrivateIpAddress"),
        Struct("SystemDisk", Text("Size"), Text("Category"), Text("DiskName"), Text("Description"), Text("PerformanceLevel"), Flag("Encrypted"), Text("KMSKeyId")),
        Structs("DataDisk", 16, Number("Size", 1, 65536), Text("SnapshotId"), Text("Category"), Text("Device"), Text("DiskName"), Text("Description"),
            Flag("DeleteWithInstance"), Text("PerformanceLevel"), Flag("Encrypted"), Text("KMSKeyId")),
        Text("UserData"), Text("RamRoleName"), OneOf("InstanceChargeType", "PostPaid", "PrePaid"), Text("SpotStrategy"), Flag("DeletionProtection"),
        Text("ResourceGroupId"), Tags, Flag("DryRun"), Text("HttpEndpoint"), Text("HttpTokens"), Text("AutoReleaseTime"), Text("IoOptimized"),
        Text("SecurityEnhancementStrategy"));

    public static readonly ActionDefinition DescribeInstances = Ecs("DescribeInstances", Reads, TokenOrNumbered,
        Region, Json("InstanceIds"), Text("InstanceName"), Text("Status"), Text("VpcId"), Text("VSwitchId"), Text("ZoneId"), Text("SecurityGroupId"),
        Text("ImageId"), Text("InstanceType"), Text("ResourceGroupId"), Json("PrivateIpAddresses"), Json("PublicIpAddresses"), Json("EipAddresses"),
        Text("InstanceNetworkType"), Text("InstanceChargeType"), Text("KeyPairName"), Tags, Filters, Flag("DryRun"));

    public static readonly ActionDefinition StartInstance = Ecs("StartInstance", Repeatable, None,
        Text("RegionId"), Text("InstanceId").Needed, Flag("DryRun"), Flag("InitLocalDisk"));

    public static readonly ActionDefinition StopInstance = Ecs("StopInstance", Repeatable, None,
        Text("RegionId"), Text("InstanceId").Needed, Flag("ForceStop"), Flag("ConfirmStop"), OneOf("StoppedMode", "StopCharging", "KeepCharging"), Flag("DryRun"));

    public static readonly ActionDefinition DeleteInstance = Ecs("DeleteInstance", Repeatable, None,
        Text("RegionId"), Text("InstanceId").Needed, Flag("Force"), Flag("ForceStop"), Flag("TerminateSubscription"), Flag("DryRun"));

    public static readonly ActionDefinition DescribeDisks = Ecs("DescribeDisks", Reads, TokenOrNumbered,
        Region, Json("DiskIds"), Text("InstanceId"), OneOf("DiskType", "all", "system", "data"), Text("Category"), Text("Status"), Text("ZoneId"),
        Text("SnapshotId"), Text("DiskName"), Text("DiskChargeType"), Flag("Portable"), Tags, Filters, Text("ResourceGroupId"));

    public static readonly ActionDefinition DeleteDisk = Ecs("DeleteDisk", Repeatable, None, Text("RegionId"), Text("DiskId").Needed);

    public static readonly ActionDefinition CreateSnapshot = Ecs("CreateSnapshot", CreatesWithToken, None,
        Text("RegionId"), Text("DiskId").Needed, Text("SnapshotName", 2, 128), Text("Description", 0, 256), Number("RetentionDays", 1, 65536),
        Text("ResourceGroupId"), Text("Category"), Tags);

    public static readonly ActionDefinition DescribeSnapshots = Ecs("DescribeSnapshots", Reads, TokenOrNumbered,
        Region, Json("SnapshotIds"), Text("InstanceId"), Text("DiskId"), Text("SnapshotName"), OneOf("Status", "progressing", "accomplished", "failed", "all"),
        Text("Usage"), Text("SourceDiskType"), Text("SnapshotType"), Text("Category"), Text("ResourceGroupId"), Tags, Filters, Flag("DryRun"));

    public static readonly ActionDefinition DeleteSnapshot = Ecs("DeleteSnapshot", Repeatable, None, Text("RegionId"), Text("SnapshotId").Needed, Flag("Force"));

    public static readonly ActionDefinition CreateImage = Ecs("CreateImage", CreatesWithToken, None,
        Region, Text("InstanceId"), Text("SnapshotId"),
        Structs("DiskDeviceMapping", 17, Text("SnapshotId"), Number("Size", 1, 65536), Text("Device"), OneOf("DiskType", "system", "data")),
        Text("ImageName", 2, 128), Text("ImageFamily", 2, 128), Text("ImageVersion", 0, 40), Text("Description", 0, 256),
        OneOf("Architecture", "i386", "x86_64", "arm64"), Text("Platform"), OneOf("BootMode", "BIOS", "UEFI", "UEFI-Preferred"),
        Struct("Features", Text("ImdsSupport")), Text("DetectionStrategy"), Text("ResourceGroupId"), Tags, Flag("DryRun"));

    public static readonly ActionDefinition DescribeImages = Ecs("DescribeImages", Reads, Numbered,
        Region, Text("ImageId"), Text("ImageName"), Text("ImageFamily"), Text("Status"), OneOf("ImageOwnerAlias", "system", "self", "others", "marketplace"),
        Text("SnapshotId"), Text("Usage"), OneOf("OSType", "windows", "linux"), Text("Architecture"), Text("InstanceType"), Flag("IsSupportCloudinit"),
        Flag("IsSupportIoOptimized"), Flag("ShowExpired"), Text("ActionType"), Tags, Filters, Text("ResourceGroupId"), Flag("DryRun"));

    public static readonly ActionDefinition DeleteImage = Ecs("DeleteImage", Repeatable, None, Region, Text("ImageId").Needed, Flag("Force"), Flag("DryRun"));

    public static readonly ActionDefinition ExportImage = Ecs("ExportImage", CreatesBlindly, None,
        Region, Text("ImageId").Needed, Text("OSSBucket").Needed, Text("OSSPrefix"), Text("ImageFormat"), Text("RoleName"), Flag("DryRun"));

    public static readonly ActionDefinition DescribeTasks = Ecs("DescribeTasks", Reads, Numbered,
        Region, Text("TaskIds"), List("ResourceIds", 100), Text("TaskAction"), Text("TaskStatus"), Text("TaskGroupId"), Text("StartTime"), Text("EndTime"));

    public static readonly ActionDefinition DescribeTaskAttribute = Ecs("DescribeTaskAttribute", Reads, None, Region, Text("TaskId").Needed);

    public static readonly ActionDefinition CancelTask = Ecs("CancelTask", Repeatable, None, Region, Text("TaskId").Needed);

    public static readonly ActionDefinition CreateSecurityGroup = Ecs("CreateSecurityGroup", CreatesWithToken, None,
        Region, Text("VpcId"), Text("SecurityGroupName", 2, 128), Text("Description", 0, 256), OneOf("SecurityGroupType", "normal", "enterprise"),
        Text("ResourceGroupId"), Tags);

    public static readonly ActionDefinition AuthorizeSecurityGroup = Ecs("AuthorizeSecurityGroup", CreatesWithToken, None,
        Region, Text("SecurityGroupId").Needed,
        Structs("Permissions", 100, Text("IpProtocol").Needed, Text("PortRange").Needed, Text("SourceCidrIp"), Text("Ipv6SourceCidrIp"), Text("SourceGroupId"),
            Text("SourcePrefixListId"), Text("SourcePortRange"), Text("DestCidrIp"), OneOf("Policy", "accept", "drop"), Text("Priority"), Text("NicType"),
            Text("Description", 0, 512)));

    public static readonly ActionDefinition DescribeSecurityGroups = Ecs("DescribeSecurityGroups", Reads, TokenOrNumbered,
        Region, Json("SecurityGroupIds"), Text("SecurityGroupId"), Text("SecurityGroupName"), Text("SecurityGroupType"), Text("VpcId"), Text("NetworkType"),
        Text("ResourceGroupId"), Tags, Flag("DryRun"));

    public static readonly ActionDefinition DescribeSecurityGroupAttribute = Ecs("DescribeSecurityGroupAttribute", Reads, TokenOrNumbered,
        Region, Text("SecurityGroupId").Needed, Text("NicType"), OneOf("Direction", "egress", "ingress", "all"));

    public static readonly ActionDefinition DeleteSecurityGroup = Ecs("DeleteSecurityGroup", Repeatable, None, Region, Text("SecurityGroupId").Needed);

    public static readonly ActionDefinition TagResources = Ecs("TagResources", Repeatable, None,
        Region, Text("ResourceType").Needed, List("ResourceId", 50, 1).Needed, (Tags with { Minimum = 1 }).Needed);

    public static readonly ActionDefinition RunCommand = Ecs("RunCommand", CreatesWithToken, None,
        Region, OneOf("Type", "RunShellScript", "RunBatScript", "RunPowerShellScript").Needed, Text("CommandContent").Needed, Text("Name", 1, 128),
        Text("Description", 0, 512), OneOf("ContentEncoding", "PlainText", "Base64"), List("InstanceId", 100, 1).Needed, Number("Timeout", 10, 86400),
        Text("WorkingDir"), Text("Username"), Json("Parameters"), Flag("EnableParameter"), Flag("KeepCommand"),
        OneOf("RepeatMode", "Once", "Period", "NextRebootOnly", "EveryReboot", "DryRun"), Text("ResourceGroupId"), Tags);

    public static readonly ActionDefinition DescribeInvocationResults = Ecs("DescribeInvocationResults", Reads, TokenOrNumbered,
        Region, Text("InvokeId"), Text("InstanceId"), Text("CommandId"), Text("InvokeRecordStatus"), Flag("IncludeHistory"),
        OneOf("ContentEncoding", "PlainText", "Base64"), Text("ResourceGroupId"), Tags);

    public static readonly ActionDefinition DescribeCloudAssistantStatus = Ecs("DescribeCloudAssistantStatus", Reads, TokenOrNumbered,
        Region, List("InstanceId", 100), Text("OSType"));

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ActionDefinition> All =
    [
        DescribeRegions, DescribeZones, DescribeAvailableResource, DescribeInstanceTypes, RunInstances, DescribeInstances, StartInstance, StopInstance,
        DeleteInstance, DescribeDisks, DeleteDisk, CreateSnapshot, DescribeSnapshots, DeleteSnapshot, CreateImage, DescribeImages, DeleteImage, ExportImage,
        DescribeTasks, DescribeTaskAttribute, CancelTask, CreateSecurityGroup, AuthorizeSecurityGroup, DescribeSecurityGroups,
        DescribeSecurityGroupAttribute, DeleteSecurityGroup, TagResources, RunCommand, DescribeInvocationResults, DescribeCloudAssistantStatus,
    ];

    private static ActionDefinition Ecs(string name, ActionEffect effect, PageStyle pages, params ParameterDefinition[] parameters)
        => new(WireProduct.Ecs, name, effect, pages, parameters);
}
