namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-2xxx: source servers and what is required of them.</summary>
public static class SourceErrors
{
    /// <summary>No such source server.</summary>
    public static readonly ErrorCode Unknown = new("FM-2001", Cure.RepairAndRetry, "The source server is not known",
        "Import it again with an activation code.");

    /// <summary>The source is not online.</summary>
    public static readonly ErrorCode Offline = new("FM-2002", Cure.Wait, "The source server is offline",
        "Check that the server runs and that its agent does (fleet-agent status); it comes back by itself.", "SourceServer.Offline");

    /// <summary>The source is in a state in which this is not possible.</summary>
    public static readonly ErrorCode InvalidState = new("FM-2003", Cure.RepairAndRetry, "The source server's state does not allow this",
        "Look at the server's next step on its page.", "SourceServerState.Invalid");

    /// <summary>An open job already exists for the source.</summary>
    public static readonly ErrorCode HasOpenJob = new("FM-2004", Cure.RepairAndRetry, "The source server already has an open migration job",
        "Finish or cancel that job first.", "ReplicationJob.Related");

    /// <summary>Edge images take Linux only.</summary>
    public static readonly ErrorCode NotLinux = new("FM-2005", Cure.StartOver, "Only Linux servers can become edge images",
        "Choose a Linux server; edge nodes run no Windows images.");

    /// <summary>Edge images take x86-64 only.</summary>
    public static readonly ErrorCode NotX86 = new("FM-2006", Cure.StartOver, "Only x86-64 servers can become edge images",
        "Choose an x86-64 server; edge nodes run no ARM images.");

    /// <summary>More than four data disks.</summary>
    public static readonly ErrorCode TooManyDisks = new("FM-2007", Cure.RepairAndRetry, "An edge image has at most 4 data disks",
        "Leave disks out of the migration or merge them before.", "InvalidImage.DiskAmountOrSize");

    /// <summary>A data disk over 500 GiB.</summary>
    public static readonly ErrorCode DiskTooLarge = new("FM-2008", Cure.RepairAndRetry, "A data disk of an edge image has at most 500 GiB",
        "Leave the disk out or move its content to smaller disks before.", "InvalidImage.DiskAmountOrSize");

    /// <summary>The root file system cannot be copied by this version.</summary>
    public static readonly ErrorCode UnsupportedFileSystem = new("FM-2009", Cure.RepairAndRetry, "A file system of the server is not supported",
        "ext2, ext3, ext4 and XFS can be migrated; leave other file systems unmounted.");

    /// <summary>No kernel or no initramfs in /boot.</summary>
    public static readonly ErrorCode NoKernel = new("FM-2010", Cure.RepairAndRetry, "No kernel with its initramfs was found in /boot",
        "Install the distribution's kernel package; a container is not a server.");

    /// <summary>No usable GRUB.</summary>
    public static readonly ErrorCode NoBootLoader = new("FM-2011", Cure.RepairAndRetry, "GRUB is not installed",
        "Install the distribution's GRUB package.", "Do Grub Failed");

    /// <summary>The kernel has no virtio drivers.</summary>
    public static readonly ErrorCode NoVirtio = new("FM-2012", Cure.RepairAndRetry, "The kernel has no virtio drivers",
        "Install a kernel with virtio_blk and virtio_net, built in or as modules.", "check virtio failed");

    /// <summary>LVM below a mounted file system.</summary>
    public static readonly ErrorCode LvmNotSupported = new("FM-2013", Cure.RepairAndRetry, "File systems on LVM are not supported yet",
        "Migrate the server with a version that supports LVM.");

    /// <summary>A disk, memory, processor or clock fact that makes trouble likely.</summary>
    public static readonly ErrorCode Strained = new("FM-2014", Cure.RepairAndRetry, "The server is short of a resource",
        "Free space or load before the migration; it can be started all the same.");

    /// <summary>The clock of the source is far from the silo's.</summary>
    public static readonly ErrorCode ClockSkew = new("FM-2015", Cure.RepairAndRetry, "The server's clock is wrong",
        "Set the clock, best by NTP.", "IllegalTimestamp");

    /// <summary>The preflight found something that stands in the way.</summary>
    public static readonly ErrorCode PreflightFailed = new("FM-2016", Cure.RepairAndRetry, "The preflight check found obstacles",
        "Repair what the check lists, then retry.");

    /// <summary>The inventory has no system disk.</summary>
    public static readonly ErrorCode NoSystemDisk = new("FM-2017", Cure.RepairAndRetry, "No disk with the root file system was found",
        "The root file system must lie on a partition of a disk; check lsblk on the server.");

    /// <summary>The layout of a disk cannot be reproduced.</summary>
    public static readonly ErrorCode UnsupportedLayout = new("FM-2018", Cure.RepairAndRetry, "A disk's layout is not supported",
        "Supported are GPT and MBR partition tables with primary partitions, and disks with one bare file system.");

    /// <summary>The agent cannot reach the service.</summary>
    public static readonly ErrorCode ServiceUnreachable = new("FM-2019", Cure.Wait, "The source server cannot reach the migration service",
        "Allow outbound TCP from this server to the service's address, then try again.");

    /// <summary>The service's certificate is not one of the CA that the install line pinned.</summary>
    public static readonly ErrorCode ServiceNotTrusted = new("FM-2020", Cure.RepairAndRetry, "The migration service cannot prove who it is",
        "Look for a proxy that opens TLS connections, or fetch a new install line: the service's CA may have changed.");

    /// <summary>The agent fails for a reason of its own: a file is missing, a folder can't be written.</summary>
    public static readonly ErrorCode AgentBroken = new("FM-2021", Cure.RepairAndRetry, "The agent on the source server cannot work",
        "Look at the agent's log, repair what it names, and run the install line again if files of the agent are missing.");

    /// <summary>Two machines that run at the same time show the same identity.</summary>
    public static readonly ErrorCode SharedIdentity = new("FM-2030", Cure.RepairAndRetry, "Two machines use the identity of one source server",
        "On the copy, end the agent, remove the folder /smc and run the install line again: it then gets an identity of its own.");

    /// <summary>Names of source servers, and of resource groups, are unique.</summary>
    public static readonly ErrorCode NameTaken = new("FM-2031", Cure.RepairAndRetry, "The name is taken",
        "Choose another name.");

    /// <summary>A description breaks its rule.</summary>
    public static readonly ErrorCode BadDescription = new("FM-2032", Cure.RepairAndRetry, "The description is not allowed",
        "Use at most 256 characters, not beginning with http:// or https://.");

    /// <summary>A server whose job runs cannot be deleted.</summary>
    public static readonly ErrorCode JobRuns = new("FM-2033", Cure.RepairAndRetry, "A migration job of the source server is running",
        "Pause or cancel the job first; a running job is never deleted together with its server.", "SourceServer.WithRunningReplicationJob");

    /// <summary>A server with a job is deleted by force only.</summary>
    public static readonly ErrorCode HasJob = new("FM-2034", Cure.RepairAndRetry, "A migration job belongs to the source server",
        "Delete the server by force, which deletes the job too and releases what it made; a finished edge image stays.", "ReplicationJob.Related");
}
