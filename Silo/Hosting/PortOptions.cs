namespace FleetMigrator.Silo.Hosting;

/// <summary>Section <c>Fleet:Cluster</c>: ports on loopback by which the parts of one silo find each other.</summary>
public sealed class PortOptions
{
    public const string Section = "Fleet:Cluster";

    /// <summary>Port of the silo itself. From 1 to 65535.</summary>
    /// <value>11111. The same port after a crash lets the silo come back within a second.</value>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Port for clients of the silo. From 1 to 65535.</summary>
    /// <value>30000.</value>
    public int GatewayPort { get; set; } = 30000;
}
