namespace FleetMigrator.Receiver.Boot;

/// <summary>One line of fstab, kept as it is written; <see cref="Fields"/> is empty for comments and blank lines.</summary>
internal sealed record FstabLine(string Text)
{
    private static readonly char[] _blanks = [' ', '\t'];

    private static readonly HashSet<string> _withoutDevice =
    [
        "proc", "sysfs", "tmpfs", "devpts", "devtmpfs", "cgroup", "cgroup2", "debugfs", "tracefs", "securityfs", "configfs", "hugetlbfs",
        "mqueue", "pstore", "efivarfs", "bpf", "binfmt_misc", "ramfs", "none", "overlay", "autofs", "fuse", "nfs", "nfs4", "cifs", "smb3",
        "ceph", "glusterfs", "9p", "virtiofs", "rpc_pipefs", "usbfs", "fusectl",
    ];

    public string[] Fields => Text.TrimStart().StartsWith('#') ? [] : Text.Split(_blanks, StringSplitOptions.RemoveEmptyEntries);

    public bool IsEntry => Fields.Length >= 3;

    public string Device => Fields[0];

    public string MountPoint => Fields[1].Replace("\\040", " ").Replace("\\011", "\t");

    public string Type => Fields[2];

    public string[] Options => Fields.Length > 3 ? Fields[3].Split(',') : [];

    /// <summary>The system starts without it.</summary>
    public bool IsOptional => Options.Contains("nofail") || Options.Contains("noauto");

    /// <summary>Refers to a block device; a path that is no device node is a swap file, a bind mount or an image.</summary>
    public bool NeedsDevice => !_withoutDevice.Contains(Type) && !Type.StartsWith("fuse.", StringComparison.Ordinal)
        && !Options.Contains("bind") && !Options.Contains("rbind") && !Options.Contains("loop") && !Options.Contains("_netdev")
        && (!Device.StartsWith('/') || Device.StartsWith("/dev/", StringComparison.Ordinal));

    /// <summary>The same line with another device; spaces and all else stay.</summary>
    public FstabLine On(string device)
    {
        var start = Text.IndexOf(Device, StringComparison.Ordinal);
        return new FstabLine(Text[..start] + device + Text[(start + Device.Length)..]);
    }
}
