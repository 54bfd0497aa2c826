namespace FleetMigrator.Silo.Hosting;

/// <summary>Section <c>Fleet</c>: what belongs to the whole service.</summary>
public sealed class FleetOptions
{
    public const string Section = "Fleet";

    /// <summary>Folder of everything that the service stores: database, certificates, logs. Must lie on a local file system.</summary>
    /// <value>/var/lib/fleetmigrator.</value>
    public string Data { get; set; } = "/var/lib/fleetmigrator";
}
