using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.Machines;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Brings the groups' rules to the instances.</summary>
internal sealed class SecurityGroupRules(RegionState state, Work work, IInstanceHost host)
{
    private const int LastPort = 65535;

    /// <summary>All rules of an instance's groups, first match first: by priority, and of equal ones the refusing first.</summary>
    public IReadOnlyList<InboundRule> Of(Instance instance) =>
    [
        .. instance.SecurityGroupIds
            .Select(state.SecurityGroups.Find)
            .SelectMany(group => group?.Rules ?? [])
            .OrderBy(rule => rule.Priority)
            .ThenBy(rule => rule.Policy == "accept")
            .Select(Convert),
    ];

    /// <summary>Queues new filters for the instances of a group.</summary>
    public void Apply(string groupId)
    {
        foreach (var instance in state.Instances.All.Where(instance => instance.SecurityGroupIds.Contains(groupId)))
        {
            work.Start(instance.Id, async cancellation =>
            {
                var rules = state.Read(() => state.Instances.Find(instance.Id) is { } now ? Of(now) : null);
                if (rules is not null)
                {
                    await host.SetFirewall(instance.Id, rules, cancellation);
                }
            });
        }
    }

    private static InboundRule Convert(SecurityRule rule)
    {
        var ends = rule.Ports.Split('/');
        var ported = rule.Protocol is "tcp" or "udp";
        return new InboundRule(
            rule.Protocol,
            ported ? int.Parse(ends[0]) : 1,
            ported ? int.Parse(ends[1]) : LastPort,
            rule.SourceCidr,
            rule.Policy == "accept");
    }
}
