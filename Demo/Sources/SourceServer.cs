using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.Demo.Sources;

/// <summary>
/// A demo source server that runs: its root is a partition of its own disk, its data disk is mounted as its fstab says, and a
/// process appends to a file all the while.
/// </summary>
public sealed class SourceServer : IAsyncDisposable
{
    /// <summary>The file that grows while the server runs; no copy of it equals the source's at a later moment.</summary>
    public const string GrowingFile = "/var/log/growing.log";

    /// <summary>
    /// What the system's own start would do, as far as the demo needs it. The swap partition stays unused: the memory
    /// it would extend is the host's. XFS mounts one UUID only once in a kernel, and here copies of one image, and the
    /// target of the migration, share the host's kernel: so the check is off, which changes nothing on the disk.
    /// </summary>
    private const string BootScript = $$"""
        set -e
        [ -s /etc/machine-id ] || tr -d - </proc/sys/kernel/random/uuid >/etc/machine-id
        cat /proc/sys/kernel/hostname >/etc/hostname
        option=
        [ "$(findmnt --fstab --noheadings --output FSTYPE /srv/data)" != xfs ] || option=nouuid
        mount ${option:+--options "$option"} /srv/data
        mount --all
        while :; do
          date '+%s.%N the server is at work' >>{{GrowingFile}}
          sleep 0.2
        done &
        """;

    private readonly LoopDisks _loops;

    private SourceServer(Machine machine, SourceDisks disks, LoopDisks loops)
    {
        Machine = machine;
        Disks = disks;
        _loops = loops;
    }

    public Machine Machine { get; }

    /// <summary>Its disk images. While it runs they change; to read them, stop it first.</summary>
    public SourceDisks Disks { get; }

    /// <summary>Copies the pristine disks into a folder and starts a server on them.</summary>
    /// <param name="host">Runs it as a machine with the server's name as its id.</param>
    /// <param name="pristine">From <see cref="SourceServerBuilder.Build"/>.</param>
    /// <param name="folder">Gets the disk images; deleting it is up to the caller.</param>
    /// <param name="name">Host name and machine id.</param>
    /// <param name="links">Its network, usually one link on the internet bridge.</param>
    public static async Task<SourceServer> Start(
        MachineHost host, SourceDisks pristine, string folder, string name, IReadOnlyList<MachineLink> links, CancellationToken cancellation = default)
    {
        var disks = await SourceServerBuilder.Copy(pristine, folder, cancellation);
        try
        {
            return await Resume(host, disks, name, links, cancellation);
        }
        catch
        {
            await Release(host.Disks, disks);
            throw;
        }
    }

    /// <summary>Starts a server on disks that it had before.</summary>
    public static async Task<SourceServer> Resume(
        MachineHost host, SourceDisks disks, string name, IReadOnlyList<MachineLink> links, CancellationToken cancellation = default)
    {
        var machine = await host.Start(
            new MachineSpec
            {
                Id = name,
                HostName = name,
                Root = new PartitionRoot("vda", 2),
                Disks =
                [
                    new MachineDisk("vda", await host.Disks.Attach(disks.Root, cancellation: cancellation)),
                    new MachineDisk("vdb", await host.Disks.Attach(disks.Data, cancellation: cancellation)),
                ],
                Links = links,
                Firewall = null,
                BootScript = BootScript,
            },
            metadata: null,
            cancellation);
        if (await machine.WaitForBoot(cancellation) != 0)
        {
            var said = string.Join(" | ", (await File.ReadAllLinesAsync(machine.LogFile, cancellation)).TakeLast(10));
            await machine.Stop(cancellation: CancellationToken.None);
            throw new MachineException($"source server {name} did not start: {said}");
        }

        return new SourceServer(machine, disks, host.Disks);
    }

    /// <summary>Runs a shell command on the server, such as the install line.</summary>
    public Task<ExecResult> Exec(string command, Action<string>? onLine = null, CancellationToken cancellation = default)
        => Machine.Exec(command, onLine, cancellation);

    /// <summary>Ends the server and detaches its disks; their file systems are clean afterwards. Repeating it is safe.</summary>
    public async Task Stop(CancellationToken cancellation = default)
    {
        await Machine.Stop(TimeSpan.FromSeconds(10), cancellation);
        await Release(_loops, Disks);
    }

    public async ValueTask DisposeAsync() => await Stop();

    private static async Task Release(LoopDisks loops, SourceDisks disks)
    {
        await loops.Detach(disks.Root);
        await loops.Detach(disks.Data);
    }
}
