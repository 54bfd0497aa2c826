namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>How the source server reaches the intermediate instance.</summary>
public enum NetworkMode
{
    /// <summary>By its public address.</summary>
    Public,

    /// <summary>By its private address, over VPN or leased line.</summary>
    Vpc,
}
