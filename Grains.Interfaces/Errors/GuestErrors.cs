namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-6xxx: target disks and making them boot. Receivers report these by id.</summary>
public static class GuestErrors
{
    /// <summary>A target disk is missing or too small.</summary>
    public static readonly ErrorCode DiskMissing = new("FM-6001", Cure.RepairAndRetry, "A target disk is missing or too small",
        "Look at the disks of the intermediate instance, then retry.");

    /// <summary>Partitioning failed.</summary>
    public static readonly ErrorCode PartitionFailed = new("FM-6002", Cure.RepairAndRetry, "A target disk could not be partitioned",
        "Look at the job's log, then retry.");

    /// <summary>Making a file system failed.</summary>
    public static readonly ErrorCode FormatFailed = new("FM-6003", Cure.RepairAndRetry, "A file system could not be made",
        "Look at the job's log, then retry.");

    /// <summary>Mounting failed.</summary>
    public static readonly ErrorCode MountFailed = new("FM-6004", Cure.RepairAndRetry, "A target file system could not be mounted",
        "Look at the job's log, then retry.");

    /// <summary>The initramfs could not be rebuilt.</summary>
    public static readonly ErrorCode InitramfsFailed = new("FM-6005", Cure.RepairAndRetry, "The initramfs could not be made to hold the drivers of the edge node",
        "Look at the job's log; check that update-initramfs or dracut works on the source server.", "check virtio failed");

    /// <summary>The boot loader could not be installed.</summary>
    public static readonly ErrorCode BootLoaderFailed = new("FM-6006", Cure.RepairAndRetry, "The boot loader could not be installed",
        "Check that GRUB for this firmware is installed on the source server, then start again.", "Do Grub Failed");

    /// <summary>fstab refers to something that is not there.</summary>
    public static readonly ErrorCode FstabUnresolved = new("FM-6007", Cure.RepairAndRetry, "An entry of /etc/fstab refers to something that is not migrated",
        "Remove the entry or add nofail to it on the source server, then retry.");

    /// <summary>A check of the finished system failed.</summary>
    public static readonly ErrorCode StaticCheckFailed = new("FM-6008", Cure.RepairAndRetry, "The migrated system would not boot",
        "Look at the check that is named.");

    /// <summary>Disks are still in use.</summary>
    public static readonly ErrorCode DisksBusy = new("FM-6009", Cure.RepairAndRetry, "The target disks are still in use",
        "Retry; if it persists, look at the job's log.");

    /// <summary>A file system check found damage.</summary>
    public static readonly ErrorCode FileSystemDamaged = new("FM-6010", Cure.StartOver, "A target file system is damaged",
        "Start a new migration.");

    /// <summary>Converting failed.</summary>
    public static readonly ErrorCode ConvertFailed = new("FM-6011", Cure.RepairAndRetry, "The image could not be converted",
        "Look at the job's log, then retry.");

    /// <summary>A needed tool is missing or failed in an unknown way.</summary>
    public static readonly ErrorCode ToolFailed = new("FM-6012", Cure.RepairAndRetry, "A tool on the intermediate instance failed",
        "Look at the job's log, then retry.");

    /// <summary>UEFI source that cannot be repaired by this version.</summary>
    public static readonly ErrorCode FirmwareNotSupported = new("FM-6013", Cure.StartOver, "The firmware of the source server is not supported",
        "Migrate a server that starts by BIOS.");
}
