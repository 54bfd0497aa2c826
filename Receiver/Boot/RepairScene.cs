using FleetMigrator.Receiver.Commands;
using FleetMigrator.Receiver.Disks;

namespace FleetMigrator.Receiver.Boot;

/// <summary>What every step of boot repair works on.</summary>
/// <param name="Tree">The migrated system's root, with everything mounted below it.</param>
/// <param name="SystemDisk">The disk that the machine will start from.</param>
/// <param name="Partitions">What is migrated.</param>
/// <param name="LeftOut">Mount points that the plan leaves out.</param>
/// <param name="Undo">What puts everything back.</param>
/// <param name="Shell">Runs programs of the target.</param>
/// <param name="Feed">Is told what was done.</param>
internal sealed record RepairScene(
    string Tree, PreparedDisk SystemDisk, IReadOnlyList<KnownPartition> Partitions, IReadOnlyList<string> LeftOut, UndoJournal Undo, TargetShell Shell, ICommandFeed Feed)
{
    /// <summary>The file system that holds a path of the target.</summary>
    public KnownPartition Holder(string path) => Partitions
        .Where(part => part.MountPoint.Length > 0 && (part.MountPoint == "/" || path == part.MountPoint || path.StartsWith(part.MountPoint + "/", StringComparison.Ordinal)))
        .MaxBy(part => part.MountPoint.Length)!;

    /// <summary>The place on this machine of a path of the target.</summary>
    public string Here(string path, bool followLast = true) => TargetPath.Resolve(Tree, path, followLast);

    public bool Has(string path) => File.Exists(Here(path)) || Directory.Exists(Here(path));

    /// <summary>Overwrites in place, so that owner, mode and attributes stay.</summary>
    public async Task Rewrite(string path, byte[] content, CancellationToken cancellation)
    {
        var here = Here(path);
        await Undo.Keep(here, cancellation);
        await using var file = new FileStream(here, FileMode.OpenOrCreate, FileAccess.Write);
        file.SetLength(0);
        await file.WriteAsync(content, cancellation);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Removes a file if there is one.</summary>
    public async Task Remove(string path, string why, CancellationToken cancellation)
    {
        var here = Here(path, followLast: false);
        if (new FileInfo(here) is { Exists: false, LinkTarget: null })
        {
            return;
        }

        await Undo.Keep(here, cancellation);
        File.Delete(here);
        Feed.Note($"removed {path}: {why}");
    }
}
