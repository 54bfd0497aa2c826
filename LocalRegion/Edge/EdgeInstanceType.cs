namespace FleetMigrator.LocalRegion.Edge;

/// <summary>A size of edge instances.</summary>
internal sealed record EdgeInstanceType(string Id, int Cpus, int MemoryGib)
{
    /// <summary>Small types of the cloud.</summary>
    public static readonly IReadOnlyList<EdgeInstanceType> All =
    [
        new("ens.sn1.stiny", 1, 1),
        new("ens.sn1.tiny", 1, 2),
        new("ens.sn1.small", 2, 4),
        new("ens.sn1.medium", 4, 8),
        new("ens.sn2.small", 2, 8),
    ];

    public static EdgeInstanceType? Find(string id) => All.FirstOrDefault(type => type.Id == id);
}
