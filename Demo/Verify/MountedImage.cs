using System.Globalization;
using System.Text.Json;
using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Demo.Verify;

/// <summary>The file systems of a raw disk image, mounted read-only without replaying a journal; unmounted when disposed.</summary>
internal sealed class MountedImage : IAsyncDisposable
{
    private readonly List<string> _mounts = [];

    /// <summary>Mount points by file system UUID.</summary>
    public Dictionary<string, string> ByUuid { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Mounts every ext and XFS file system of the image below a folder.</summary>
    public static async Task<MountedImage> Open(string image, string folder, CancellationToken cancellation)
    {
        var mounted = new MountedImage();
        try
        {
            foreach (var (start, size) in await Parts(image, cancellation))
            {
                await mounted.Mount(image, start, size, folder, cancellation);
            }

            return mounted;
        }
        catch
        {
            await mounted.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var mount in Enumerable.Reverse(_mounts))
        {
            await Tool.Run("umount", [mount], CancellationToken.None);
            Directory.Delete(mount);
        }

        _mounts.Clear();
    }

    private static async Task<List<(long Start, long Size)>> Parts(string image, CancellationToken cancellation)
    {
        var (code, output, _) = await Tool.Try("sfdisk", ["--json", image], cancellation);
        if (code != 0)
        {
            // No partition table: one bare file system.
            return [(0, new FileInfo(image).Length)];
        }

        using var table = JsonDocument.Parse(output);
        var disk = table.RootElement.GetProperty("partitiontable");
        var sector = disk.TryGetProperty("sectorsize", out var bytes) ? bytes.GetInt64() : 512;
        return [.. disk.GetProperty("partitions").EnumerateArray().Select(part => (part.GetProperty("start").GetInt64() * sector, part.GetProperty("size").GetInt64() * sector))];
    }

    private async Task Mount(string image, long start, long size, string folder, CancellationToken cancellation)
    {
        var (code, output, _) = await Tool.Try("blkid", ["--probe", "--offset", Text(start), "--size", Text(size), "--output", "export", image], cancellation);
        var facts = output.Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        if (code != 0 || !facts.TryGetValue("TYPE", out var type) || type is not ("ext2" or "ext3" or "ext4" or "xfs"))
        {
            return;
        }

        var target = Path.Combine(folder, facts["UUID"]);
        Directory.CreateDirectory(target);
        var quiet = type == "xfs" ? "norecovery,nouuid" : "noload";
        await Tool.Run("mount", ["-t", type, "-o", $"ro,{quiet},loop,offset={Text(start)},sizelimit={Text(size)}", image, target], cancellation);
        _mounts.Add(target);
        ByUuid[facts["UUID"]] = target;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
