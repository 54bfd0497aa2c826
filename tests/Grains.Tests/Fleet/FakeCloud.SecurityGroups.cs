namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>Security groups and their ports.</summary>
internal sealed partial class FakeCloud
{
    private readonly Dictionary<string, (string Vpc, IReadOnlyDictionary<string, string> Tags)> _groups = new(StringComparer.Ordinal);

    public Dictionary<string, IReadOnlyList<int>> OpenPorts { get; } = new(StringComparer.Ordinal);

    public Task<string> CreateSecurityGroup(string region, string vpcId, string name, IReadOnlyDictionary<string, string> tags, string token, CancellationToken cancellation)
        => Task.FromResult(Once("CreateSecurityGroup", token, new { vpcId, name }, id =>
        {
            _groups[id] = (vpcId, tags);
            return id;
        }));

    public Task AllowInbound(string region, string securityGroupId, IReadOnlyList<int> tcpPorts, string token, CancellationToken cancellation)
    {
        Once("AllowInbound", token, new { securityGroupId, tcpPorts }, id =>
        {
            OpenPorts[securityGroupId] = tcpPorts;
            return id;
        });
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> FindSecurityGroups(string region, IReadOnlyDictionary<string, string> tags, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. _groups.Where(group => Has(group.Value.Tags, tags)).Select(group => group.Key)]);
        }
    }

    public Task DeleteSecurityGroup(string region, string securityGroupId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_instances.Values.Any(instance => instance.Order.SecurityGroupId == securityGroupId))
            {
                throw Busy($"{securityGroupId} still has instances");
            }

            _groups.Remove(securityGroupId);
        }

        return Task.CompletedTask;
    }
}
