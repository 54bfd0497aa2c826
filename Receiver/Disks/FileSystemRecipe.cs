using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Tools;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Disks;

/// <summary>
/// The mkfs call that makes a file system like the source's: same id, label, block size, and no feature that the source's kernel or
/// boot loader might not know. Pure; what could not be mirrored is named in <see cref="Notes"/>.
/// </summary>
internal sealed record FileSystemRecipe(ToolCall Call, IReadOnlyList<string> Notes)
{
    /// <summary>A terabyte takes seconds with lazy initialisation; discard on a slow device takes the rest.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(15);

    /// <summary>What mke2fs takes after -O. The rest of what the kernel reports is state, not choice.</summary>
    private static readonly HashSet<string> _extFeatures =
    [
        "has_journal", "ext_attr", "resize_inode", "dir_index", "filetype", "extent", "extents", "64bit", "flex_bg", "sparse_super",
        "sparse_super2", "large_file", "huge_file", "dir_nlink", "extra_isize", "metadata_csum", "metadata_csum_seed", "uninit_bg",
        "quota", "project", "inline_data", "ea_inode", "large_dir", "meta_bg", "fast_commit", "orphan_file", "stable_inodes",
        "encrypt", "casefold", "verity",
    ];

    private static readonly HashSet<string> _extStates = ["needs_recovery", "orphan_present", "recover", "errors"];

    private static readonly string[] _xfsMetadata = ["crc", "finobt", "rmapbt", "reflink", "bigtime", "inobtcount"];

    public static FileSystemRecipe For(TargetPartition part, string node) => part.FileSystem switch
    {
        "ext2" or "ext3" or "ext4" => Ext(part, node),
        "xfs" => Xfs(part, node),
        "btrfs" => Plain(new ToolCall("mkfs.btrfs", ["--quiet", "--force", "--uuid", part.Uuid, .. Label("--label", part), node])),
        "vfat" => Plain(new ToolCall("mkfs.vfat", ["-i", part.Uuid.Replace("-", ""), .. Label("-n", part), node])),
        "swap" => Plain(new ToolCall("mkswap", ["--uuid", part.Uuid, .. Label("--label", part), node])),
        _ => throw FaultCode.FormatFailed.With($"partition {part.Number}: a file system of type {part.FileSystem} cannot be made here"),
    };

    private static FileSystemRecipe Ext(TargetPartition part, string node)
    {
        var arguments = new List<string> { "-q", "-F", "-t", part.FileSystem, "-U", part.Uuid, "-E", "lazy_itable_init=1,lazy_journal_init=1,root_owner=0:0" };
        arguments.AddRange(Label("-L", part));
        if (part.BlockBytes > 0)
        {
            arguments.AddRange(["-b", part.BlockBytes.ToString()]);
        }

        if (part.Features.Count > 0)
        {
            arguments.AddRange(["-O", string.Join(',', part.Features.Where(_extFeatures.Contains).Prepend("none"))]);
        }

        var lost = part.Features.Where(feature => !_extFeatures.Contains(feature) && !_extStates.Contains(feature)).ToList();
        return new FileSystemRecipe(new ToolCall("mkfs.ext4", [.. arguments, node]) { Limit = _limit },
            lost.ConvertAll(feature => $"partition {part.Number}: feature {feature} of the source's file system is not mirrored"));
    }

    private static FileSystemRecipe Xfs(TargetPartition part, string node)
    {
        var metadata = $"uuid={part.Uuid}";
        var inodes = Array.Empty<string>();
        if (part.Features.Count > 0)
        {
            metadata += string.Concat(_xfsMetadata.Select(feature => $",{feature}={(part.Features.Contains(feature) ? 1 : 0)}"));
            inodes = ["-i", $"nrext64={(part.Features.Contains("nrext64") ? 1 : 0)},sparse={(part.Features.Contains("sparse") || part.Features.Contains("spinodes") ? 1 : 0)}"];
        }

        var block = part.BlockBytes > 0 ? new[] { "-b", $"size={part.BlockBytes}" } : [];
        return Plain(new ToolCall("mkfs.xfs", ["-f", "-q", "-m", metadata, .. inodes, .. block, .. Label("-L", part), node]));
    }

    private static string[] Label(string option, TargetPartition part) => part.Label.Length > 0 ? [option, part.Label] : [];

    private static FileSystemRecipe Plain(ToolCall call) => new(call with { Limit = _limit }, []);
}
