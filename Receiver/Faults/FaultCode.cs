namespace FleetMigrator.Receiver.Faults;

/// <summary>
/// The entries of the error catalogue that a receiver reports. The receiver cannot know the catalogue's own project (which brings
/// Orleans), so the ids stand here again; a test compares them with the catalogue.
/// </summary>
internal sealed record FaultCode(string Id, string Title, string Remedy)
{
    public static readonly FaultCode TransferFailed = new("FM-5006", "A file on the target cannot be written",
        "Look at the intermediate instance's log, then retry.");

    public static readonly FaultCode Superseded = new("FM-5007", "A newer attempt has taken over the data connection",
        "Nothing to do.");

    public static readonly FaultCode BadObject = new("FM-5008", "An exported object cannot be used",
        "Keep others out of the transit bucket, then choose Retry.");

    public static readonly FaultCode UploadFailed = new("FM-5009", "The converted image could not be uploaded",
        "Check that the intermediate instance reaches the bucket, then choose Retry.");

    public static readonly FaultCode DiskMissing = new("FM-6001", "A target disk is missing or too small",
        "Look at the disks of the intermediate instance, then retry.");

    public static readonly FaultCode PartitionFailed = new("FM-6002", "A target disk could not be partitioned",
        "Look at the job's log, then retry.");

    public static readonly FaultCode FormatFailed = new("FM-6003", "A file system could not be made",
        "Look at the job's log, then retry.");

    public static readonly FaultCode MountFailed = new("FM-6004", "A target file system could not be mounted",
        "Look at the job's log, then retry.");

    public static readonly FaultCode InitramfsFailed = new("FM-6005", "The initramfs could not be made to hold the drivers of the edge node",
        "Look at the job's log; check that update-initramfs or dracut works on the source server.");

    public static readonly FaultCode BootLoaderFailed = new("FM-6006", "The boot loader could not be installed",
        "Check that GRUB for this firmware is installed on the source server, then start again.");

    public static readonly FaultCode FstabUnresolved = new("FM-6007", "An entry of /etc/fstab refers to something that is not migrated",
        "Remove the entry or add nofail to it on the source server, then retry.");

    public static readonly FaultCode StaticCheckFailed = new("FM-6008", "The migrated system would not boot",
        "Look at the check that is named.");

    public static readonly FaultCode DisksBusy = new("FM-6009", "The target disks are still in use",
        "Retry; if it persists, look at the job's log.");

    public static readonly FaultCode FileSystemDamaged = new("FM-6010", "A target file system is damaged",
        "Start a new migration.");

    public static readonly FaultCode ConvertFailed = new("FM-6011", "The image could not be converted",
        "Look at the job's log, then retry.");

    public static readonly FaultCode ToolFailed = new("FM-6012", "A tool on the intermediate instance failed",
        "Look at the job's log, then retry.");

    public static readonly FaultCode FirmwareNotSupported = new("FM-6013", "The firmware of the source server is not supported",
        "Migrate a server that starts by BIOS.");

    /// <summary>An exception for this entry.</summary>
    /// <param name="cause">The facts of this case: names, values, limits.</param>
    /// <param name="inner">What was caught, for the log.</param>
    public ReceiverException With(string cause, Exception? inner = null) => new(this, cause, inner);
}
