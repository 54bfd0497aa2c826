namespace FleetMigrator.Demo.Stage;

/// <summary>What the local region says when it is ready.</summary>
/// <param name="Endpoint">What callers use.</param>
/// <param name="Local">The same on loopback, where the region's own control addresses are too.</param>
/// <param name="Credentials">The account.</param>
/// <param name="Internet">Null without a network.</param>
public sealed record RegionReady(string Endpoint, string Local, RegionReady.Keys Credentials, RegionReady.Network? Internet)
{
    /// <summary>Access key of the region's account.</summary>
    public sealed record Keys(string AccessKeyId, string AccessKeySecret);

    /// <summary>The bridge that stands for the Internet.</summary>
    public sealed record Network(string Bridge, string Address, string Cidr);
}
