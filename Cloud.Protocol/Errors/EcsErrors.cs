namespace FleetMigrator.Cloud.Protocol.Errors;

/// <summary>Errors of ECS.</summary>
public static class EcsErrors
{
    public static readonly WireError InstanceNotFound = new("InvalidInstanceId.NotFound", 404, "The instance does not exist.");
    public static readonly WireError IncorrectInstanceStatus = new("IncorrectInstanceStatus", 403, "The instance's state does not allow this.");
    public static readonly WireError InstanceInitializing = new("IncorrectInstanceStatus.Initializing", 403, "The instance is still being made.");
    public static readonly WireError DeletionProtection = new("InvalidOperation.DeletionProtection", 403, "The instance is protected against deletion.");
    public static readonly WireError NoStock = new("OperationDenied.NoStock", 403, "The requested resource is sold out in the zone.");
    public static readonly WireError InstanceQuota = new("QuotaExceed.ElasticQuota", 403, "The quota of instances is used up.");
    public static readonly WireError InstanceTypeUnknown = new("InvalidInstanceType.ValueNotSupported", 400, "The instance type is not supported.");
    public static readonly WireError InstanceTypeNotInZone = new("InvalidInstanceType.ZoneNotSupported", 403, "The zone does not offer this instance type.");
    public static readonly WireError NoFunds = new("InvalidAccountStatus.NotEnoughBalance", 403, "The account has no funds.");
    public static readonly WireError UserDataTooLong = new("InvalidUserData.SizeExceeded", 400, "The user data is larger than 32 KiB.");
    public static readonly WireError SystemDiskTooSmall = new("InvalidSystemDiskSize.LessThanImageSize", 404, "The system disk is smaller than the image.");
    public static readonly WireError InconsistentNetwork = new("OperationDenied.InconsistentNetwork", 403, "Security group and vSwitch lie in different VPCs.");
    public static readonly WireError DuplicateTag = new("Duplicate.TagKey", 400, "A tag key is given twice.");
    public static readonly WireError PrivateAddressQuota = new("QuotaExceeded.PrivateIpAddress", 400, "The vSwitch has no free address.");
    public static readonly WireError ResourceGroupNotFound = new("InvalidResourceGroup.NotFound", 404, "The resource group does not exist.");
    public static readonly WireError DestinationUnknown = new("Invalid.DestinationResource", 404, "The destination resource is not known.");

    public static readonly WireError DiskNotFound = new("InvalidDiskId.NotFound", 404, "The disk does not exist.");
    public static readonly WireError DiskStillAttached = new("DiskStillAttached", 403, "The disk is attached to an instance.");
    public static readonly WireError DiskCreatingSnapshot = new("DiskCreatingSnapshot", 403, "A snapshot of the disk is being made.");
    public static readonly WireError IncorrectDiskStatus = new("IncorrectDiskStatus", 403, "The disk's state does not allow this.");
    public static readonly WireError DiskInitializing = new("IncorrectDiskStatus.Initializing", 403, "The disk is still being made.");
    public static readonly WireError DiskNeverAttached = new("IncorrectDiskStatus.NeverAttached", 403, "The disk was never attached.");
    public static readonly WireError DiskSnapshotRunning = new("IncorrectDiskStatus.CreatingSnapshot", 403, "Another snapshot of the disk is being made.");
    public static readonly WireError DiskTooSmall = new("InvalidDiskSize.TooSmall", 403, "The disk is smaller than its snapshot.");

    public static readonly WireError SnapshotNotFound = new("InvalidSnapshotId.NotFound", 404, "The snapshot does not exist.");
    public static readonly WireError SnapshotNotReady = new("InvalidSnapshotId.NotReady", 403, "The snapshot is not accomplished.");
    public static readonly WireError SnapshotCreatedImage = new("SnapshotCreatedImage", 403, "An image rests on the snapshot; delete it first.");
    public static readonly WireError SnapshotCreatedDisk = new("SnapshotCreatedDisk", 403, "A disk was made from the snapshot.");
    public static readonly WireError SnapshotQuota = new("QuotaExceed.Snapshot", 403, "The quota of snapshots is used up.");

    public static readonly WireError ImageNotFound = new("InvalidImageId.NotFound", 404, "The image does not exist.");
    public static readonly WireError ImageNameDuplicated = new("InvalidImageName.Duplicated", 400, "An image of this name exists.");
    public static readonly WireError ImageQuota = new("QuotaExceed.Image", 403, "The quota of images is used up.");
    public static readonly WireError ImageDisksDenied = new("OperationDenied", 400, "There must be exactly one system disk in the device mapping.");
    public static readonly WireError DeviceInUse = new("InvalidDevice.InUse", 400, "A device is named twice.");
    public static readonly WireError DeviceMalformed = new("InvalidDevice.Malformed", 400, "The device name is malformed.");
    public static readonly WireError IncorrectImageStatus = new("IncorrectImageStatus", 400, "The image is not available.");
    public static readonly WireError ImageInUse = new("ImageUsingByInstance", 403, "Instances use the image.");
    public static readonly WireError ImageExporting = new("ImageIsExporting", 403, "The image is being exported.");
    public static readonly WireError ImageTokenMismatched = new("IdempotenceParamNotMatch", 400, "The client token was used with other parameters.");
    public static readonly WireError ImageNotSupported = new("ImageNotSupported", 400, "This image cannot be exported.");
    public static readonly WireError ExportBucketNotFound = new("InvalidOSSBucket.NotFound", 400, "The bucket does not exist.");
    public static readonly WireError ExportBucketElsewhere = new("InvalidOSSBucket.NotMatched", 400, "The bucket lies in another region.");
    public static readonly WireError ExportPrefixMalformed = new("InvalidOSSPrefix.Malformed", 400, "The prefix must be 1 to 30 letters and digits.");
    public static readonly WireError ExportFormatMalformed = new("InvalidImageFormat.Malformed", 400, "The image format is not known.");
    public static readonly WireError ExportFormatNotHere = new("InvalidRegion.NotSupport", 400, "This region exports raw images only.");
    public static readonly WireError ExportTooLarge = new("InvalidImage.DiskAmountOrSize", 400, "The image has too many or too large data disks.");
    public static readonly WireError NoExportRole = new("NoSetRoletoECSServiceAcount", 403, "ECS was given no role to write to OSS.");
    public static readonly WireError ExportQuota = new("ConcurrentQuotaExceed.ExportImage", 403, "Too many exports run at once.");

    public static readonly WireError CommandInstanceNotFound = new("InvalidInstance.NotFound", 404, "The instance does not exist.");
    public static readonly WireError CommandTooLong = new("CmdContent.ExceedLimit", 403, "The command is too long.");
    public static readonly WireError CommandTypeNotHere = new("OperationDenied", 403, "This region runs shell scripts only.");

    public static readonly WireError TaskNotFound = new("InvalidTaskId.NotFound", 400, "The task does not exist.");
    public static readonly WireError TaskStatusIncorrect = new("InvalidTaskId.IncorrectTaskStatus", 403, "The task has ended.");

    public static readonly WireError SecurityGroupNotFound = new("InvalidSecurityGroupId.NotFound", 404, "The security group does not exist.");
    public static readonly WireError SecurityGroupInUse = new("DependencyViolation", 403, "Something still uses the security group.");
    public static readonly WireError SecurityGroupQuota = new("QuotaExceed.SecurityGroup", 403, "The quota of security groups is used up.");
    public static readonly WireError SourceRangeMalformed = new("InvalidSourceCidrIp.Malformed", 400, "The source range is malformed.");
    public static readonly WireError ResourceNotFound = new("InvalidResourceId.NotFound", 404, "The resource does not exist.");
    public static readonly WireError ResourceTypeNotFound = new("InvalidResourceType.NotFound", 404, "The resource type is not known.");
    public static readonly WireError TooManyTags = new("NumberExceed.Tags", 400, "There are too many tags.");
    public static readonly WireError TagKeyMalformed = new("InvalidTagKey.Malformed", 400, "The tag key is malformed.");
}
