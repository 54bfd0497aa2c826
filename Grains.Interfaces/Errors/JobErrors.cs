namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-3xxx: migration jobs.</summary>
public static class JobErrors
{
    /// <summary>No such job.</summary>
    public static readonly ErrorCode Unknown = new("FM-3001", Cure.RepairAndRetry, "The migration job is not known",
        "Look it up in the list of jobs.");

    /// <summary>The move is not in the table of moves.</summary>
    public static readonly ErrorCode IllegalMove = new("FM-3002", Cure.RepairAndRetry, "The job's status does not allow this",
        "Wait, or choose one of the actions that the job offers.", "ReplicationJob.InvalidStatus");

    /// <summary>Image storage region other than Beijing and Singapore.</summary>
    public static readonly ErrorCode BadImageRegion = new("FM-3003", Cure.RepairAndRetry, "Edge images can be stored in China (Beijing) and Singapore only",
        "Choose cn-beijing or ap-southeast-1 as image storage region.");

    /// <summary>A required field is empty.</summary>
    public static readonly ErrorCode FieldRequired = new("FM-3004", Cure.RepairAndRetry, "A required field is empty",
        "Fill in the field.");

    /// <summary>A value outside its range.</summary>
    public static readonly ErrorCode FieldOutOfRange = new("FM-3005", Cure.RepairAndRetry, "A value is outside its range",
        "Enter a value within the range that is named.");

    /// <summary>A name breaks the naming rule.</summary>
    public static readonly ErrorCode BadName = new("FM-3006", Cure.RepairAndRetry, "A name is not allowed",
        "Use 2 to 128 characters, beginning with a letter; letters, digits, colon, underscore and hyphen may follow.");

    /// <summary>VPC and vSwitch must be given together.</summary>
    public static readonly ErrorCode NetworkIncomplete = new("FM-3007", Cure.RepairAndRetry, "VPC and vSwitch belong together",
        "Give both, or neither, in which case they are made and removed again.", "VSwitchIdVpcId.Mismatch");

    /// <summary>The transit bucket does not exist.</summary>
    public static readonly ErrorCode BucketNotFound = new("FM-3008", Cure.RepairAndRetry, "The transit bucket does not exist",
        "Create the bucket in the transit region, or choose another.", "InvalidOSSBucket.NotFound");

    /// <summary>The transit bucket lies in another region.</summary>
    public static readonly ErrorCode BucketInOtherRegion = new("FM-3009", Cure.RepairAndRetry, "The transit bucket is not in the transit region",
        "Choose a bucket of the transit region.", "InvalidOSSBucket.NotMatched");

    /// <summary>The agent went silent for too long while its job ran.</summary>
    public static readonly ErrorCode SourceLost = new("FM-3010", Cure.RepairAndRetry, "The source server was offline for too long",
        "Bring the server and its agent back, then choose Retry: what was sent is not sent again.", "SourceServer.Offline");

    /// <summary>The receiver on the intermediate instance went silent for too long.</summary>
    public static readonly ErrorCode ReceiverLost = new("FM-3011", Cure.RepairAndRetry, "The intermediate instance does not answer",
        "Check that the instance named No_Delete_SMC_Transition_Instance runs and reaches this service, then choose Retry.");

    /// <summary>The intermediate instance was released by somebody.</summary>
    public static readonly ErrorCode InstanceGone = new("FM-3012", Cure.StartOver, "The intermediate instance was released during the migration",
        "Cancel this job and start a new one; tell your team not to release instances named No_Delete_SMC_Transition_Instance.");

    /// <summary>No instance type is in stock.</summary>
    public static readonly ErrorCode NoInstanceType = new("FM-3013", Cure.RepairAndRetry, "No instance type is in stock for the intermediate instance",
        "Choose another transit region or an instance type that is in stock.", "OperationDenied.NoStock");

    /// <summary>The region has no public image to start the intermediate instance from.</summary>
    public static readonly ErrorCode NoPublicImage = new("FM-3014", Cure.RepairAndRetry, "The transit region has no public Linux image for the intermediate instance",
        "Set Fleet:Jobs:PublicImageId to an image of the region.");

    /// <summary>A step took longer than its limit.</summary>
    public static readonly ErrorCode StepTimedOut = new("FM-3015", Cure.RepairAndRetry, "A step of the migration took too long",
        "Look at the job's log and at the cloud's console, then choose Retry.");

    /// <summary>A step failed for a reason that nobody named.</summary>
    public static readonly ErrorCode StepFailed = new("FM-3016", Cure.RepairAndRetry, "A step of the migration failed",
        "Look at the cause and the job's log, then choose Retry.");

    /// <summary>The image in the cloud ended in a failed state.</summary>
    public static readonly ErrorCode ImageFailed = new("FM-3017", Cure.RepairAndRetry, "The cloud could not make the image",
        "Look at the cause; Retry makes the image again.");

    /// <summary>The export task failed or was cancelled.</summary>
    public static readonly ErrorCode ExportFailed = new("FM-3018", Cure.RepairAndRetry, "The image could not be exported to the bucket",
        "Look at the cause; Retry exports it again.", "ExportImageFailed");

    /// <summary>ENS refused or failed the image.</summary>
    public static readonly ErrorCode EdgeImportFailed = new("FM-3019", Cure.RepairAndRetry, "The edge node service could not import the image",
        "Look at the cause; Retry imports it again.");

    /// <summary>Objects in the bucket are not those that the migration made.</summary>
    public static readonly ErrorCode ObjectsChanged = new("FM-3020", Cure.StartOver, "Objects of the migration in the bucket were changed or removed",
        "Keep others out of the transit bucket, cancel this migration, and start a new one.");

    /// <summary>The compressed image is over the limit.</summary>
    public static readonly ErrorCode ImageTooLarge = new("FM-3021", Cure.RepairAndRetry, "The image is larger than 1 TiB",
        "Leave disks or folders out of the migration.");

    /// <summary>A disk of the plan that the source does not have.</summary>
    public static readonly ErrorCode UnknownDisk = new("FM-3022", Cure.RepairAndRetry, "The source server has no such disk",
        "Use 0 for the system disk and 1 to 16 for the data disks that the inventory lists.", "ReplicationJobDataDiskIndex.Invalid");

    /// <summary>A disk or mount target that the plan names twice.</summary>
    public static readonly ErrorCode NamedTwice = new("FM-3023", Cure.RepairAndRetry, "The plan names a disk or mount target twice",
        "Name each disk and each mount target once.", "DataDisk.DuplicateIndex");

    /// <summary>A size that does not hold what is used.</summary>
    public static readonly ErrorCode BelowUsedSpace = new("FM-3024", Cure.RepairAndRetry, "A planned size is not above the used space",
        "Choose a larger size, or leave mount targets out.");

    /// <summary>Partitions that fit on no disk.</summary>
    public static readonly ErrorCode LayoutDoesNotFit = new("FM-3025", Cure.RepairAndRetry, "The partitions do not fit on the disks",
        "Choose larger disks or smaller partitions, or leave mount targets out.");

    /// <summary>The agent cannot do what the request needs.</summary>
    public static readonly ErrorCode CapabilityMissing = new("FM-3026", Cure.RepairAndRetry, "The agent of the source server cannot do this",
        "Install the agent that this service offers, or leave the option out.");

    /// <summary>A mount target that cannot be treated so.</summary>
    public static readonly ErrorCode BadMountTarget = new("FM-3027", Cure.RepairAndRetry, "A mount target cannot be treated this way",
        "Use mount targets of the inventory; boot and system stay on their disk, and only copying by file changes a size.");

    /// <summary>The job's name is taken.</summary>
    public static readonly ErrorCode NameTaken = new("FM-3028", Cure.RepairAndRetry, "Another migration job has this name",
        "Choose another name, or remove the other job.", "ReplicationJobName.Duplicate");

    /// <summary>Somebody stopped the intermediate instance.</summary>
    public static readonly ErrorCode InstanceStopped = new("FM-3029", Cure.RepairAndRetry, "The intermediate instance was stopped during the migration",
        "Start the instance named No_Delete_SMC_Transition_Instance in the cloud's console, then choose Retry; tell your team to leave it alone.");

    /// <summary>Somebody restarted the intermediate instance.</summary>
    public static readonly ErrorCode InstanceRestarted = new("FM-3030", Cure.RepairAndRetry, "The intermediate instance was restarted during the migration",
        "Choose Retry: what was sent is not sent again. If the instance stays silent, cancel the job and start a new one.");

    /// <summary>Somebody made a subscription of the intermediate instance.</summary>
    public static readonly ErrorCode BillingChanged = new("FM-3031", Cure.RepairAndRetry, "The billing mode of the intermediate instance was changed",
        "Change it back to pay-as-you-go in the cloud's console; a subscription cannot be released by this service and costs until it ends.");
}
