using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using FleetMigrator.Demo.Stage;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.Benchmarks.Data;

/// <summary>The peer: rsync as a daemon that writes to an ext4 file system on a loop device of its own.</summary>
internal sealed partial class RsyncDaemon : IAsyncDisposable
{
    private const long DiskBytes = 20L << 30;

    private readonly Process _daemon;
    private readonly string _folder;
    private readonly string _target;
    private readonly string _address;
    private readonly int _port;

    private RsyncDaemon(Process daemon, string folder, string target, string address, int port)
        => (_daemon, _folder, _target, _address, _port) = (daemon, folder, target, address, port);

    /// <param name="parent">Gets a folder for the disk, which goes with this.</param>
    /// <param name="address">Where the source server reaches this host.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<RsyncDaemon> Start(string parent, string address, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, "rsync")).FullName;
        var (disk, target) = (Path.Combine(folder, "disk"), Directory.CreateDirectory(Path.Combine(folder, "target")).FullName);
        using (var file = File.OpenHandle(disk, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.SetLength(file, DiskBytes);
        }

        await Tool.Run("mkfs.ext4", ["-q", "-F", disk], cancellation);
        await Tool.Run("mount", ["-o", "loop", disk, target], cancellation);
        var port = FreePort.Next(address);
        var settings = Path.Combine(folder, "rsyncd.conf");
        await File.WriteAllTextAsync(settings, $"uid = 0\ngid = 0\nuse chroot = no\n[target]\npath = {target}\nread only = false\n", cancellation);
        var daemon = Process.Start("rsync", ["--daemon", "--no-detach", $"--config={settings}", $"--address={address}", $"--port={port}"]);
        return new RsyncDaemon(daemon, folder, target, address, port);
    }

    /// <summary>Copies a running server's file systems over its own network.</summary>
    public async Task<Copied> Copy(Machine machine, CancellationToken cancellation)
    {
        await PageCache.Drop(cancellation);
        var begun = Stopwatch.GetTimestamp();
        var (bytes, wire) = (0L, 0L);
        foreach (var mount in (string[])["", "srv/data/"])
        {
            // 24: files that vanished meanwhile, as they may on a server at work.
            var (code, output, errors) = await Tool.Try(
                "nsenter",
                [
                    $"--net={machine.NetworkNamespace}", "rsync", "-aHAXSx", "--stats", "--numeric-ids", "--exclude=/smc", $"/proc/{machine.ProcessId}/root/{mount}",
                    $"rsync://{_address}:{_port}/target/{mount}",
                ],
                cancellation);
            if (code is not (0 or 24))
            {
                throw new DemoException($"rsync ended with {code}: {errors.Trim()}", "Look at what it said.");
            }

            bytes += Number(output, "Total transferred file size");
            wire += Number(output, "Total bytes sent") + Number(output, "Total bytes received");
        }

        await Tool.Run("sync", ["--file-system", _target], cancellation);
        return new Copied(Stopwatch.GetElapsedTime(begun), bytes, wire);
    }

    public async ValueTask DisposeAsync()
    {
        _daemon.Kill(entireProcessTree: true);
        await _daemon.WaitForExitAsync();
        _daemon.Dispose();
        await Tool.Run("umount", [_target], CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    private static long Number(string stats, string name)
        => StatsLine().Matches(stats).FirstOrDefault(line => line.Groups["name"].Value == name) is { } found
            ? long.Parse(found.Groups["number"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
            : throw new DemoException($"rsync's statistics have no '{name}'", "Use rsync 3.1 or newer.");

    [GeneratedRegex(@"^(?<name>[A-Z][a-z ]+): (?<number>[0-9,]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatsLine();
}
