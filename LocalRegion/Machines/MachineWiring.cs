namespace FleetMigrator.LocalRegion.Machines;

/// <summary>The network side of a machine: namespace, links, addresses, firewall.</summary>
internal static class MachineWiring
{
    public static async Task Connect(MachineSpec spec, Scope scope, CancellationToken cancellation)
    {
        var name = scope.NameOf(spec.Id);
        NamespaceFolder.Claim();
        await Ip(["netns", "add", name], cancellation);
        await Ip(["-netns", name, "link", "set", "dev", "lo", "up"], cancellation);
        foreach (var address in spec.LoopbackAddresses)
        {
            await Ip(["-netns", name, "address", "add", address, "dev", "lo"], cancellation);
        }

        // Before the links: at no moment is the machine reachable without its rules.
        await SetFirewall(name, spec.Firewall, cancellation);
        for (var index = 0; index < spec.Links.Count; index++)
        {
            await Plug(spec.Links[index], scope.LinkName(spec.Id, index), name, cancellation);
        }
    }

    public static async Task Disconnect(string machineId, int links, Scope scope, CancellationToken cancellation)
    {
        for (var index = 0; index < links; index++)
        {
            var link = scope.LinkName(machineId, index);
            if (Directory.Exists($"/sys/class/net/{link}"))
            {
                await HostCommand.Try("ip", ["link", "delete", "dev", link], input: null, onLine: null, cancellation);
            }
        }

        if (File.Exists(NamespaceFolder.Of(scope.NameOf(machineId))))
        {
            await Ip(["netns", "delete", scope.NameOf(machineId)], cancellation);
        }

        await NamespaceFolder.GiveBack(cancellation);
    }

    public static async Task SetFirewall(string name, IReadOnlyList<InboundRule>? rules, CancellationToken cancellation)
        => await HostCommand.Run("nsenter", [$"--net={NamespaceFolder.Of(name)}", "nft", "--file", "-"], Firewall.Write(rules), cancellation);

    public static IReadOnlyCollection<DeviceNumber> Devices(IEnumerable<MachineDisk> disks)
        => [.. disks.SelectMany(disk => disk.Loop.Partitions().Select(partition => partition.Device).Prepend(disk.Loop.DeviceNumber)).Distinct()];

    private static async Task Plug(MachineLink link, string hostEnd, string name, CancellationToken cancellation)
    {
        var peer = new List<string> { "link", "add", "name", hostEnd, "type", "veth", "peer", "name", link.Interface };
        if (link.HardwareAddress is { } address)
        {
            peer.AddRange(["address", address]);
        }

        await Ip([.. peer, "netns", name], cancellation);
        await Ip(["link", "set", "dev", hostEnd, "master", link.Bridge.Name, "up"], cancellation);
        await Ip(["-netns", name, "address", "add", link.Address, "dev", link.Interface], cancellation);
        await Ip(["-netns", name, "link", "set", "dev", link.Interface, "up"], cancellation);
        if (link.Gateway is { } gateway)
        {
            await Ip(["-netns", name, "route", "add", "default", "via", gateway, "dev", link.Interface], cancellation);
        }
    }

    private static Task<string> Ip(IEnumerable<string> arguments, CancellationToken cancellation)
        => HostCommand.Run("ip", arguments, input: null, cancellation);
}
