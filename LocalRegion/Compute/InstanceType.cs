namespace FleetMigrator.LocalRegion.Compute;

/// <summary>An instance type, and the regions and zones (by their position) where it is in stock.</summary>
internal sealed record InstanceType(string Id, string Family, int Cpus, double MemoryGib, IReadOnlyList<int> StockedZones)
{
    private static readonly IReadOnlyList<int> Both = [0, 1];
    private static readonly IReadOnlyList<int> First = [0];
    private static readonly IReadOnlyList<int> Second = [1];

    /// <summary>Small types as the cloud has them; the newest are sold in one zone only, which callers must cope with.</summary>
    public static readonly IReadOnlyList<InstanceType> All =
    [
        new("ecs.t5-lc1m1.small", "ecs.t5", 1, 1, Both),
        new("ecs.t5-lc1m2.small", "ecs.t5", 1, 2, Both),
        new("ecs.t5-lc1m2.large", "ecs.t5", 2, 4, Both),
        new("ecs.t5-c1m1.large", "ecs.t5", 2, 2, Both),
        new("ecs.t5-c1m2.large", "ecs.t5", 2, 4, Both),
        new("ecs.t6-c1m1.large", "ecs.t6", 2, 2, Both),
        new("ecs.t6-c1m2.large", "ecs.t6", 2, 4, Both),
        new("ecs.t6-c1m4.large", "ecs.t6", 2, 8, First),
        new("ecs.c7.large", "ecs.c7", 2, 4, Both),
        new("ecs.c7.xlarge", "ecs.c7", 4, 8, Both),
        new("ecs.c7.2xlarge", "ecs.c7", 8, 16, First),
        new("ecs.g7.large", "ecs.g7", 2, 8, Both),
        new("ecs.g7.xlarge", "ecs.g7", 4, 16, Second),
        new("ecs.g7.2xlarge", "ecs.g7", 8, 32, Second),
    ];

    public bool IsStocked(int zone) => StockedZones.Contains(zone);
}
