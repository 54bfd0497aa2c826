namespace FleetMigrator.Demo.Stage;

/// <summary>What the local region says when it is ready.</summary>
public sealed record RegionReady(string Endpoint, RegionReady.Keys Credentials, RegionReady.Network? Internet)
{
    /// <summary>Access key of the region's account.</summary>
    public sealed record Keys(string AccessKeyId, string AccessKeySecret);

    /// <summary>The bridge that stands for the Internet.</summary>
    public sealed record Network(string Bridge, string Address, string Cidr);
}
