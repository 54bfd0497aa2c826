using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>Public addresses: .10 to .199 of the internet bridge. The rest is left to others on it, such as source servers.</summary>
internal static class PublicAddresses
{
    private const int First = 10;
    private const int Last = 199;

    public static IReadOnlyList<int> Free(RegionState state, int amount)
    {
        var taken = state.Instances.All.Select(instance => instance.PublicNumber).ToHashSet();
        var free = Enumerable.Range(First, Last - First + 1).Where(number => !taken.Contains(number)).Take(amount).ToList();
        return free.Count == amount
            ? free
            : throw new WireError("QuotaExceed.ElasticQuota", 403, "There is no public address left.").Because();
    }
}
