using System.Globalization;
using System.Text.Json;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>Makes and removes bridges. All bear the state folder's hardware address, so that ours are known after a crash.</summary>
public sealed class MachineNetworks
{
    private const int Slots = 256;
    private readonly Scope _scope;

    internal MachineNetworks(Scope scope) => _scope = scope;

    /// <summary>The state folder's internet network: the one that exists, or a new one in the first free slot.</summary>
    /// <exception cref="MachineException">Every slot is taken.</exception>
    public async Task<InternetNetwork> OpenInternet(CancellationToken cancellation = default)
    {
        foreach (var name in await Own(cancellation))
        {
            if (name.StartsWith("fmi", StringComparison.Ordinal))
            {
                var mine = new InternetNetwork(int.Parse(name.AsSpan(3), CultureInfo.InvariantCulture));
                await Finish(mine, cancellation);
                return mine;
            }
        }

        for (var slot = 0; slot < Slots; slot++)
        {
            var network = new InternetNetwork(slot);
            if (await RangeIsUsed(network, cancellation) || !await TryCreate(network.Bridge.Name, cancellation))
            {
                continue;
            }

            await Finish(network, cancellation);
            return network;
        }

        throw new MachineException("every network 198.18.0.0/24 to 198.18.255.0/24 of this host is taken");
    }

    /// <summary>The bridge of a vSwitch; the host has no address on it. Repeating it is safe.</summary>
    public async Task<Bridge> OpenSwitch(string switchId, CancellationToken cancellation = default)
    {
        var bridge = new Bridge(_scope.SwitchName(switchId));
        await TryCreate(bridge.Name, cancellation);
        await HostCommand.Run("ip", ["link", "set", "dev", bridge.Name, "up"], input: null, cancellation);
        return bridge;
    }

    /// <summary>Removes the bridge of a vSwitch. Repeating it is safe.</summary>
    public Task CloseSwitch(string switchId, CancellationToken cancellation = default)
        => Close(_scope.SwitchName(switchId), cancellation);

    /// <summary>Removes the internet network. Repeating it is safe.</summary>
    public Task CloseInternet(InternetNetwork network, CancellationToken cancellation = default)
        => Close(network.Bridge.Name, cancellation);

    internal async Task CloseAll(CancellationToken cancellation)
    {
        foreach (var name in await Own(cancellation))
        {
            await Close(name, cancellation);
        }
    }

    internal async Task<IReadOnlyList<string>> Own(CancellationToken cancellation)
    {
        var found = new List<string>();
        using var list = JsonDocument.Parse(await HostCommand.Run("ip", ["-json", "link", "show", "type", "bridge"], input: null, cancellation));
        foreach (var link in list.RootElement.EnumerateArray())
        {
            if (link.TryGetProperty("address", out var address) && address.GetString() == _scope.BridgeAddress)
            {
                found.Add(link.GetProperty("ifname").GetString()!);
            }
        }

        return found;
    }

    private async Task Close(string name, CancellationToken cancellation)
    {
        if ((await Own(cancellation)).Contains(name, StringComparer.Ordinal))
        {
            await HostCommand.Run("ip", ["link", "delete", "dev", name], input: null, cancellation);
        }
    }

    /// <returns>False when a bridge of that name exists; for the internet slots it may be another region's.</returns>
    private async Task<bool> TryCreate(string name, CancellationToken cancellation)
    {
        var made = await HostCommand.Try(
            "ip", ["link", "add", "name", name, "address", _scope.BridgeAddress, "type", "bridge"], input: null, onLine: null, cancellation);
        return made.ExitCode == 0
            || (made.Error.Contains("File exists", StringComparison.Ordinal)
                ? false
                : throw new MachineException($"bridge {name} cannot be made: {made.Error.Trim()}"));
    }

    private static async Task<bool> RangeIsUsed(InternetNetwork network, CancellationToken cancellation)
        => (await HostCommand.Run("ip", ["-oneline", "-4", "address", "show", "to", network.Range], input: null, cancellation)).Length > 0;

    private static async Task Finish(InternetNetwork network, CancellationToken cancellation)
    {
        await HostCommand.Run(
            "ip", ["address", "replace", $"{network.HostAddress}/24", "dev", network.Bridge.Name], input: null, cancellation);
        await HostCommand.Run("ip", ["link", "set", "dev", network.Bridge.Name, "up"], input: null, cancellation);
    }
}
