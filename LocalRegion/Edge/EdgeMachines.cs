using System.Collections.Concurrent;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>The machines of edge instances that run now, and their files.</summary>
internal sealed class EdgeMachines(RegionOptions options) : IAsyncDisposable
{
    private const string DiskTool = "qemu-img";
    private const int MostConsoleBytes = 1 << 20;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, EdgeMachine> _running = new(StringComparer.Ordinal);

    /// <summary>Throws the error that a caller gets where there is no QEMU.</summary>
    public void RequireOffered()
    {
        if (((string[])[options.Emulator, DiskTool]).FirstOrDefault(program => !IsInstalled(program)) is { } missing)
        {
            throw EnsErrors.NoStock.Because($"This region has no edge instances: {missing} is not installed on its host (packages qemu-system-x86 and qemu-utils).");
        }
    }

    public async Task Start(EdgeInstance instance, Action ended, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(DataFolders.EdgeInstance(options.Data, instance.Id)).FullName;
        var disks = new List<string>();
        foreach (var disk in instance.Disks)
        {
            disks.Add(await Make(disk, instance.ImageId, Path.Combine(folder, $"disk-{disks.Count}.qcow2"), cancellation));
        }

        var machine = await EdgeMachine.Start(options.Emulator, folder, EdgeInstanceType.Find(instance.Type)!, disks);
        _running[instance.Id] = machine;
        _ = Watch(instance.Id, machine, ended);
    }

    public async Task Stop(string id, bool force, CancellationToken cancellation)
    {
        // Forgotten first, so that its end is not taken for one of its own.
        if (_running.TryRemove(id, out var machine))
        {
            await machine.Stop(force ? TimeSpan.Zero : Grace, cancellation);
        }
    }

    /// <summary>Removes the disks of an instance that has ended.</summary>
    public void Remove(string id)
    {
        var folder = DataFolders.EdgeInstance(options.Data, id);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Ends what a killed region left running, and removes what belongs to no instance.</summary>
    public async Task CleanUp(IReadOnlyCollection<string> known)
    {
        foreach (var folder in Folders())
        {
            await EdgeMachine.EndLeftover(folder);
            if (!known.Contains(Path.GetFileName(folder)))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>The processes that exist, whatever the state says.</summary>
    public IReadOnlyList<Leftover> Existing() =>
        [.. from folder in Folders()
            let process = EdgeMachine.Running(folder)
            where process is not null
            select new Leftover(LeftoverKind.Process, $"{process} of edge instance {Path.GetFileName(folder)}")];

    /// <summary>The end of what the serial console said since the last start; empty before the first.</summary>
    public byte[] Console(string id)
    {
        var path = EdgeMachine.Console(DataFolders.EdgeInstance(options.Data, id));
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file);
        var end = new byte[Math.Min(length, MostConsoleBytes)];
        return end[..RandomAccess.Read(file, end, length - end.Length)];
    }

    /// <summary>Switches all machines off; state stays.</summary>
    public Task StopAll() => Task.WhenAll(_running.Keys.Select(id => Stop(id, force: true, CancellationToken.None)));

    public async ValueTask DisposeAsync() => await StopAll();

    /// <summary>An overlay, so that the image stays as it is however many instances rest on it. One that exists is kept: it is the instance's disk.</summary>
    private async Task<string> Make(EdgeInstanceDisk disk, string imageId, string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            string[] origin = disk.ImageDisk is { } at ? ["-b", EdgeImport.FileOf(options, imageId, at), "-F", "qcow2"] : [];
            await HostCommand.Run(DiskTool, ["create", "-q", "-f", "qcow2", .. origin, path + ".new", $"{disk.Bytes}"], input: null, cancellation);
            File.Move(path + ".new", path);
        }

        return path;
    }

    // An instance that shuts itself down is seen as Stopped, as in the cloud.
    private async Task Watch(string id, EdgeMachine machine, Action ended)
    {
        await machine.WaitForEnd();
        if (_running.TryRemove(new(id, machine)))
        {
            ended();
        }
    }

    private string[] Folders()
    {
        var parent = Path.GetDirectoryName(DataFolders.EdgeInstance(options.Data, "any"))!;
        return Directory.Exists(parent) ? Directory.GetDirectories(parent) : [];
    }

    private static bool IsInstalled(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
