using System.Security.Cryptography;
using System.Text;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.Demo.Sources;

/// <summary>
/// Makes the disks of a demo source server: a Debian system that boots from its own disk, and a data disk, both with
/// files that make a migration hard. The pristine images stay in the cache folder; servers get copies.
/// </summary>
/// <param name="sourceTar">The root <c>source</c> of <c>deploy/images</c>.</param>
/// <param name="cacheFolder">Where the pristine images are kept.</param>
/// <param name="loops">Attaches the images while they are filled; its state folder knows them after a crash.</param>
public sealed class SourceServerBuilder(string sourceTar, string cacheFolder, LoopDisks loops)
{
    /// <summary>Enough to be a swap partition; nothing here ever swaps.</summary>
    private const int SwapMiB = 256;

    /// <summary>The pristine images for these options, made when they are not in the cache.</summary>
    /// <exception cref="MachineException">A tool is missing or failed; the message holds what it said.</exception>
    public async Task<SourceDisks> Build(SourceServerOptions options, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        var folder = Path.Combine(Path.GetFullPath(cacheFolder), "source-disks-" + Key(options));
        var finished = new SourceDisks(Path.Combine(folder, "root.raw"), Path.Combine(folder, "data.raw"));
        if (Directory.Exists(folder))
        {
            return finished;
        }

        var draft = folder + ".part";
        var disks = new SourceDisks(Path.Combine(draft, "root.raw"), Path.Combine(draft, "data.raw"));
        await loops.Detach(disks.Root, cancellation);
        await loops.Detach(disks.Data, cancellation);
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        Directory.CreateDirectory(draft);
        try
        {
            progress?.Invoke("making the source server's disks");
            await Partition(disks, options, cancellation);
            await Fill(disks, draft, options, progress, cancellation);
        }
        finally
        {
            await loops.Detach(disks.Root, CancellationToken.None);
            await loops.Detach(disks.Data, CancellationToken.None);
        }

        // Under its name only when whole; a half image must never be taken for a server.
        Directory.Move(draft, folder);
        return finished;
    }

    /// <summary>Copies the images, holes as holes.</summary>
    public static async Task<SourceDisks> Copy(SourceDisks pristine, string folder, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(folder);
        var copy = new SourceDisks(Path.Combine(folder, "root.raw"), Path.Combine(folder, "data.raw"));
        foreach (var (from, to) in ((string, string)[])[(pristine.Root, copy.Root), (pristine.Data, copy.Data)])
        {
            await SourceTool.Run("cp", ["--sparse=always", "--reflink=auto", "--", from, to], onLine: null, cancellation);
        }

        return copy;
    }

    private static async Task Partition(SourceDisks disks, SourceServerOptions options, CancellationToken cancellation)
    {
        foreach (var (file, size) in ((string, long)[])[(disks.Root, options.RootDiskBytes), (disks.Data, options.DataDiskBytes)])
        {
            await using var stream = File.Create(file);
            stream.SetLength(size);
        }

        await SourceTool.Run(
            "sgdisk",
            [
                "--new=1:2048:4095", "--typecode=1:ef02", "--change-name=1:boot-loader",
                $"--new=2:4096:-{SwapMiB}M", "--typecode=2:8300", "--change-name=2:root",
                "--new=3:0:0", "--typecode=3:8200", "--change-name=3:swap",
                disks.Root,
            ],
            onLine: null,
            cancellation);
        await SourceTool.Run(
            "sgdisk", ["--new=1:2048:0", "--typecode=1:8300", "--change-name=1:data", disks.Data], onLine: null, cancellation);
    }

    private async Task Fill(
        SourceDisks disks, string folder, SourceServerOptions options, Action<string>? progress, CancellationToken cancellation)
    {
        var work = Path.Combine(folder, "work");
        Directory.CreateDirectory(work);
        var hardFiles = Path.Combine(work, "hard-files.sh");
        await File.WriteAllTextAsync(hardFiles, SourceScripts.HardFiles, cancellation);
        var nodes = Nodes("vda", await loops.Attach(disks.Root, cancellation: cancellation))
            + Nodes("vdb", await loops.Attach(disks.Data, cancellation: cancellation));
        await SourceTool.Run(
            "unshare",
            [
                "--mount", "--propagation", "private", "sh", "-c", SourceScripts.MakeDisks, "make-disks",
                work, Path.GetFullPath(sourceTar), options.DataFileSystem, hardFiles, options.SmallFiles.ToString(), nodes,
            ],
            progress,
            cancellation);
        Directory.Delete(work, recursive: true);
    }

    private static string Nodes(string name, LoopDisk loop)
    {
        var lines = new StringBuilder($"{name} {loop.DeviceNumber.Major} {loop.DeviceNumber.Minor}\n");
        foreach (var partition in loop.Partitions())
        {
            lines.Append($"{name}{partition.Number} {partition.Device.Major} {partition.Device.Minor}\n");
        }

        return lines.ToString();
    }

    /// <summary>A change of the system, the scripts or the options is another image.</summary>
    private string Key(SourceServerOptions options)
    {
        var target = File.ResolveLinkTarget(sourceTar, returnFinalTarget: true)?.FullName ?? sourceTar;
        var text = string.Join('\n', Path.GetFileName(target), options.ToString(), SwapMiB, SourceScripts.MakeDisks, SourceScripts.HardFiles);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
