using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.Oss;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Hosting;

/// <summary>The buckets that an account is expected to have already.</summary>
internal static class SeedBuckets
{
    public static void Make(RegionState state, RegionOptions options, TimeProvider clock) => state.Write(change =>
    {
        foreach (var (region, name) in options.SeedBuckets.Where(seed => state.Buckets.Find(seed.Bucket) is null))
        {
            change.Create(state.Buckets, new Bucket(name, Geography.Require(region), clock.GetUtcNow()));
        }
    });
}
