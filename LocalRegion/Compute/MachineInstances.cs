using System.Collections.Concurrent;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.Machines;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Instances as machines of this host: namespaces, bridges and loop devices.</summary>
internal sealed class MachineInstances(MachineHost machines, InternetNetwork internet, RegionOptions options) : IInstanceHost
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // Instances start side by side, but an image is unpacked once.
    private static readonly SemaphoreSlim Unpacking = new(1);

    private readonly ConcurrentDictionary<string, Machine> _running = new(StringComparer.Ordinal);

    public InternetNetwork? Internet => internet;

    public void RequireOffered()
    {
        // It is: that is what this kind of host is for.
    }

    public Task Open(string vSwitchId, CancellationToken cancellation) => machines.Networks.OpenSwitch(vSwitchId, cancellation);

    public Task Close(string vSwitchId, CancellationToken cancellation) => machines.Networks.CloseSwitch(vSwitchId, cancellation);

    public async Task Start(
        Instance instance,
        IReadOnlyList<(string Device, string File)> disks,
        IReadOnlyList<InboundRule> firewall,
        Func<MetadataRequest, MetadataResponse> metadata,
        Action ended,
        CancellationToken cancellation)
    {
        var machine = machines.Adopt(instance.Id, metadata);
        if (machine is not null)
        {
            await machine.SetFirewall(firewall, cancellation);
        }
        else
        {
            machine = await machines.Start(await Specify(instance, disks, firewall, cancellation), metadata, cancellation);
        }

        _running[instance.Id] = machine;
        _ = Watch(machine, ended);
    }

    public async Task Stop(string instanceId, IReadOnlyList<string> files, bool force, CancellationToken cancellation)
    {
        if (_running.TryRemove(instanceId, out var machine))
        {
            await machine.Stop(force ? TimeSpan.Zero : Grace, cancellation);
        }
        else
        {
            await machines.Remove(instanceId, cancellation);
        }

        foreach (var file in files.Where(File.Exists))
        {
            await machines.Disks.Detach(file, cancellation);
        }
    }

    public async Task RemoveRoot(string instanceId, CancellationToken cancellation)
    {
        // By rm: names inside need not be text, which the runtime's own deletion takes for granted.
        await HostCommand.Run(
            "rm", ["--recursive", "--force", "--one-file-system", DataFolders.Instance(options.Data, instanceId)], input: null, cancellation);
    }

    public Task<ExecResult> Exec(string instanceId, string script, CancellationToken cancellation)
        => _running.TryGetValue(instanceId, out var machine)
            ? machine.Exec(script, onLine: null, cancellation)
            : throw new MachineException($"the instance {instanceId} does not run");

    public Task SetFirewall(string instanceId, IReadOnlyList<InboundRule> firewall, CancellationToken cancellation)
        => _running.TryGetValue(instanceId, out var machine) ? machine.SetFirewall(firewall, cancellation) : Task.CompletedTask;

    public void Flush(string file)
    {
        if (LoopDisks.Find(file) is { } loop)
        {
            SparseFile.FlushDevice(loop.Device);
        }
    }

    public Task<IReadOnlyList<Leftover>> Existing()
        => LeftBehind.List(machines.StateFolder, [Path.Combine(options.Data, "disks")]);

    public async Task StopAll()
    {
        foreach (var id in _running.Keys)
        {
            if (_running.TryRemove(id, out var machine))
            {
                await machine.Stop(Grace);
            }
        }

        await machines.CleanUp();
        await machines.DisposeAsync();
    }

    private async Task<MachineSpec> Specify(
        Instance instance, IReadOnlyList<(string Device, string File)> disks, IReadOnlyList<InboundRule> firewall, CancellationToken cancellation)
    {
        var image = await Unpack(instance.ImageId, cancellation);
        var folder = Directory.CreateDirectory(DataFolders.Instance(options.Data, instance.Id)).FullName;
        var attached = new List<MachineDisk>();
        foreach (var (device, file) in disks)
        {
            attached.Add(new MachineDisk(device, await machines.Disks.Attach(file, cancellation: cancellation)));
        }

        var bridge = await machines.Networks.OpenSwitch(instance.VSwitchId, cancellation);
        var links = new List<MachineLink>
        {
            new(bridge, "eth0", $"{instance.PrivateAddress}/{instance.PrivatePrefix}", HardwareAddress: instance.MacAddress),
        };
        if (instance.PublicNumber is { } number)
        {
            links.Add(new MachineLink(internet.Bridge, "eth1", $"{internet.Address(number)}/24", Gateway: internet.HostAddress.ToString()));
        }

        return new MachineSpec
        {
            Id = instance.Id,
            HostName = instance.HostName,
            Root = new OverlayRoot(image, Path.Combine(folder, "root")),
            Disks = attached,
            Links = links,
            Firewall = firewall,
            UserData = instance.UserData,
            LogFile = Path.Combine(folder, "console.log"),
        };
    }

    private async Task<string> Unpack(string imageId, CancellationToken cancellation)
    {
        var folder = DataFolders.PublicImage(options.Data, imageId);
        await Unpacking.WaitAsync(cancellation);
        try
        {
            await RootArchive.Unpack(options.PublicImages[imageId], folder, cancellation);
            return folder;
        }
        finally
        {
            Unpacking.Release();
        }
    }

    // An instance that shuts itself down is seen as Stopped, as in the cloud.
    private async Task Watch(Machine machine, Action ended)
    {
        await machine.WaitForEnd();
        if (_running.TryGetValue(machine.Id, out var current) && current == machine)
        {
            ended();
        }
    }
}
