using FleetMigrator.Grains.Interfaces.Clouds;

namespace FleetMigrator.Grains.Tests.Fleet;

internal sealed partial class FakeCloud : INetworks
{
    private readonly Dictionary<string, (IReadOnlyDictionary<string, string> Tags, int Looks)> _vpcs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CloudVSwitch View, IReadOnlyDictionary<string, string> Tags, int Looks)> _vSwitches = new(StringComparer.Ordinal);

    public Task<string> CreateVpc(string region, string name, string cidr, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation)
        => Task.FromResult(Once("CreateVpc", token, new { region, name, cidr }, id =>
        {
            _vpcs[id] = (tags, 0);
            return id;
        }));

    public Task<string?> VpcStatus(string region, string vpcId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!_vpcs.TryGetValue(vpcId, out var vpc))
            {
                return Task.FromResult<string?>(null);
            }

            _vpcs[vpcId] = vpc with { Looks = vpc.Looks + 1 };
            return Task.FromResult<string?>(vpc.Looks < Slowness ? "Pending" : "Available");
        }
    }

    public Task<IReadOnlyList<string>> FindVpcs(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
    {
        Before?.Invoke("FindVpcs");
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. _vpcs.Where(vpc => Has(vpc.Value.Tags, tags)).Select(vpc => vpc.Key)]);
        }
    }

    public Task DeleteVpc(string region, string vpcId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_vSwitches.Values.Any(vSwitch => vSwitch.View.VpcId == vpcId) || _groups.Values.Any(group => group.Vpc == vpcId))
            {
                throw Busy($"{vpcId} is not empty");
            }

            _vpcs.Remove(vpcId);
        }

        return Task.CompletedTask;
    }

    public Task<string> CreateVSwitch(string region, string vpcId, string zone, string name, string cidr, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation)
        => Task.FromResult(Once("CreateVSwitch", token, new { vpcId, zone, name, cidr }, id =>
        {
            _vSwitches[id] = (new CloudVSwitch(id, vpcId, zone, "Pending"), tags, 0);
            return id;
        }));

    public Task<CloudVSwitch?> FindVSwitch(string region, string vSwitchId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!_vSwitches.TryGetValue(vSwitchId, out var vSwitch))
            {
                return Task.FromResult<CloudVSwitch?>(null);
            }

            _vSwitches[vSwitchId] = vSwitch with { Looks = vSwitch.Looks + 1 };
            return Task.FromResult<CloudVSwitch?>(vSwitch.View with { Status = vSwitch.Looks < Slowness ? "Pending" : "Available" });
        }
    }

    public Task<IReadOnlyList<string>> FindVSwitches(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. _vSwitches.Where(vSwitch => Has(vSwitch.Value.Tags, tags)).Select(vSwitch => vSwitch.Key)]);
        }
    }

    public Task DeleteVSwitch(string region, string vSwitchId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_instances.Values.Any(instance => instance.Order.VSwitchId == vSwitchId))
            {
                throw Busy($"{vSwitchId} still has instances");
            }

            _vSwitches.Remove(vSwitchId);
        }

        return Task.CompletedTask;
    }
}
