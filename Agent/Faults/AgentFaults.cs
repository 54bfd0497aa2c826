using FleetMigrator.Agent.Commands;

namespace FleetMigrator.Agent.Faults;

/// <summary>
/// The part of the product's error catalogue that an agent reports. The agent is a small static program and doesn't
/// carry the whole catalogue; a test holds these entries equal to it.
/// </summary>
internal static class AgentFaults
{
    public static readonly AgentFault CodeUnknown = new("FM-1001", "The activation code is not known",
        "Check the code for typing mistakes, or create a new one on the page Activation codes.", ExitCodes.NotAllowed);

    public static readonly AgentFault CodeNotGiven = new("FM-1009", "No activation code was given",
        "Run the agent on a terminal and enter the code, or give it by FLEET_AGENT_CODE, --code-file FILE or, from standard input, --code -.",
        ExitCodes.Usage);

    public static readonly AgentFault NotLinux = new("FM-2005", "Only Linux servers can become edge images",
        "Choose a Linux server; edge nodes run no Windows images.", ExitCodes.Configuration);

    public static readonly AgentFault NotX86 = new("FM-2006", "Only x86-64 servers can become edge images",
        "Choose an x86-64 server; edge nodes run no ARM images.", ExitCodes.Configuration);

    public static readonly AgentFault TooManyDisks = new("FM-2007", "An edge image has at most 4 data disks",
        "Leave disks out of the migration or merge them before.");

    public static readonly AgentFault DiskTooLarge = new("FM-2008", "A data disk of an edge image has at most 500 GiB",
        "Leave the disk out or move its content to smaller disks before.");

    public static readonly AgentFault UnsupportedFileSystem = new("FM-2009", "A file system of the server is not supported",
        "ext2, ext3, ext4 and XFS can be migrated; leave other file systems unmounted.");

    public static readonly AgentFault NoKernel = new("FM-2010", "No kernel with its initramfs was found in /boot",
        "Install the distribution's kernel package; a container is not a server.");

    public static readonly AgentFault NoBootLoader = new("FM-2011", "GRUB is not installed",
        "Install the distribution's GRUB package.");

    public static readonly AgentFault NoVirtio = new("FM-2012", "The kernel has no virtio drivers",
        "Install a kernel with virtio_blk and virtio_net, built in or as modules.");

    public static readonly AgentFault LvmNotSupported = new("FM-2013", "File systems on LVM are not supported yet",
        "Migrate the server with a version that supports LVM.");

    public static readonly AgentFault Strained = new("FM-2014", "The server is short of a resource",
        "Free space or load before the migration; it can be started all the same.");

    public static readonly AgentFault ClockSkew = new("FM-2015", "The server's clock is wrong",
        "Set the clock, best by NTP.");

    public static readonly AgentFault NoSystemDisk = new("FM-2017", "No disk with the root file system was found",
        "The root file system must lie on a partition of a disk; check lsblk on the server.");

    public static readonly AgentFault UnsupportedLayout = new("FM-2018", "A disk's layout is not supported",
        "Supported are GPT and MBR partition tables with primary partitions, and disks with one bare file system.");

    public static readonly AgentFault ServiceUnreachable = new("FM-2019", "The source server cannot reach the migration service",
        "Allow outbound TCP from this server to the service's address, then try again.", ExitCodes.Unreachable, Passing: true);

    public static readonly AgentFault ServiceNotTrusted = new("FM-2020", "The migration service cannot prove who it is",
        "Look for a proxy that opens TLS connections, or fetch a new install line: the service's CA may have changed.", ExitCodes.NotAllowed);

    public static readonly AgentFault AgentBroken = new("FM-2021", "The agent on the source server cannot work",
        "Look at the agent's log, repair what it names, and run the install line again if files of the agent are missing.", Passing: true);

    public static readonly AgentFault ReceiverUnreachable = new("FM-5001", "The source server cannot reach the intermediate instance",
        "Allow outbound TCP 8080 and 8703 from the source server.", ExitCodes.Unreachable, Passing: true);

    public static readonly AgentFault WrongPeer = new("FM-5002", "The other end of the data connection is not the expected one",
        "Look for a proxy that opens TLS connections between source server and cloud.");

    public static readonly AgentFault Damaged = new("FM-5003", "Data arrived damaged", "Nothing to do: it is sent again.", Passing: true);

    public static readonly AgentFault TargetFull = new("FM-5004", "A target disk is full",
        "Choose a larger disk for the migration, or exclude folders.");

    public static readonly AgentFault SourceUnreadable = new("FM-5005", "A file on the source server cannot be read",
        "Check the disk (dmesg), then retry.");

    public static readonly AgentFault TargetUnwritable = new("FM-5006", "A file on the target cannot be written",
        "Look at the intermediate instance's log, then retry.");

    public static readonly AgentFault Superseded = new("FM-5007", "A newer attempt has taken over the data connection",
        "Nothing to do.", Passing: true);

    public static readonly AgentFault Stopped = new("FM-5010", "The transfer was stopped by the service",
        "Nothing to do: it goes on when the job goes on.", Passing: true);

    public static readonly AgentFault FirmwareNotSupported = new("FM-6013", "The firmware of the source server is not supported",
        "Migrate a server that starts by BIOS.");

    public static readonly AgentFault NoCertificate = new("FM-8002", "The agent shows no certificate of this service",
        "Import the server again.", ExitCodes.NotAllowed);

    /// <summary>All entries, for the test that compares them with the catalogue.</summary>
    public static IReadOnlyList<AgentFault> All { get; } =
    [
        CodeUnknown, CodeNotGiven, NotLinux, NotX86, TooManyDisks, DiskTooLarge, UnsupportedFileSystem, NoKernel, NoBootLoader, NoVirtio, LvmNotSupported,
        Strained, ClockSkew, NoSystemDisk, UnsupportedLayout, ServiceUnreachable, ServiceNotTrusted, AgentBroken,
        ReceiverUnreachable, WrongPeer, Damaged, TargetFull, SourceUnreadable, TargetUnwritable, Superseded, Stopped,
        FirmwareNotSupported, NoCertificate,
    ];
}
