using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Tools;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Disks;

/// <summary>Makes the planned file systems, and leaves alone what is already as asked.</summary>
internal sealed class FileSystems(StateFolder state, Toolbox tools)
{
    private static readonly TimeSpan _checkLimit = TimeSpan.FromMinutes(30);

    public async Task Ensure(TargetPartition part, string node, ICommandFeed feed, CancellationToken cancellation)
    {
        if (part.FileSystem.Length == 0)
        {
            return;
        }

        if (await IsAsAsked(part, node, cancellation))
        {
            feed.Note($"{node}: {part.FileSystem} {part.Uuid} is there already");
            return;
        }

        var recipe = FileSystemRecipe.For(part, node);
        Directory.CreateDirectory(state.Formatted);
        File.Delete(Marker(part)); // Not as asked any more, whatever happens next.
        await tools.Must(FaultCode.FormatFailed, new ToolCall("wipefs", "--all", "--force", node), cancellation);
        await tools.Must(FaultCode.FormatFailed, recipe.Call, cancellation);
        var made = await Signature.Of(node, tools, cancellation);
        if (!made.Is(part.FileSystem, part.Uuid, part.Label))
        {
            throw FaultCode.FormatFailed.With($"{node} holds {made} after making {part.FileSystem} {part.Uuid} \"{part.Label}\"");
        }

        StateFolder.Store(Marker(part), []);
        feed.Note($"{node}: made {part.FileSystem} {part.Uuid} \"{part.Label}\"");
        foreach (var note in recipe.Notes)
        {
            feed.Note(note);
        }
    }

    /// <summary>Checks without repairing. Needs the file system unmounted.</summary>
    /// <exception cref="ReceiverException"><c>FM-6010</c> when it is damaged.</exception>
    public async Task Check(string type, string node, CancellationToken cancellation)
    {
        if (CheckCall(type, node) is not { } call)
        {
            return;
        }

        var result = await tools.Run(call, cancellation);
        if (!result.Succeeded)
        {
            throw new ReceiverException(FaultCode.FileSystemDamaged, $"{call} ended with status {result.ExitCode}: {result.Tail}") { Retryable = false };
        }
    }

    // A mkfs that was killed can leave a superblock that looks right. So a signature counts only with the marker that mkfs ended,
    // or, on a disk that an earlier receiver made, when the checker finds nothing.
    private async Task<bool> IsAsAsked(TargetPartition part, string node, CancellationToken cancellation)
    {
        var found = await Signature.Of(node, tools, cancellation);
        if (!found.Is(part.FileSystem, part.Uuid, part.Label))
        {
            return false;
        }

        if (File.Exists(Marker(part)))
        {
            return true;
        }

        var sound = CheckCall(part.FileSystem, node) is { } call && (await tools.Run(call, cancellation)).Succeeded;
        if (sound)
        {
            StateFolder.Store(Marker(part), []);
        }

        return sound;
    }

    private string Marker(TargetPartition part) => Path.Combine(state.Formatted, $"{part.FileSystem}-{part.Uuid.ToLowerInvariant()}");

    private static ToolCall? CheckCall(string type, string node) => type switch
    {
        "ext2" or "ext3" or "ext4" => new ToolCall("e2fsck", "-f", "-n", node) { Limit = _checkLimit },
        "xfs" => new ToolCall("xfs_repair", "-n", node) { Limit = _checkLimit },
        "btrfs" => new ToolCall("btrfs", "check", "--readonly", node) { Limit = _checkLimit },
        "vfat" => new ToolCall("fsck.vfat", "-n", node) { Limit = _checkLimit },
        _ => null,
    };
}
