namespace FleetMigrator.Silo.Hosting;

/// <summary>Section <c>Fleet:Cluster</c>: where silos find each other.</summary>
public sealed class PortOptions
{
    public const string Section = "Fleet:Cluster";

    /// <summary>The IP address at which the other silos of a cluster reach this one; it listens there. These connections are not encrypted: use a private network.</summary>
    /// <value>127.0.0.1: for a single silo, or several on one machine. Anything else needs <c>Fleet:Database</c>.</value>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port of the silo itself. From 1 to 65535.</summary>
    /// <value>11111. The same port after a crash lets the silo come back within a second.</value>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Port for clients of the silo. From 1 to 65535.</summary>
    /// <value>30000.</value>
    public int GatewayPort { get; set; } = 30000;
}
