namespace FleetMigrator.Silo.Hosting;

/// <summary>Section <c>Fleet</c>: what belongs to the whole service.</summary>
public sealed class FleetOptions
{
    public const string Section = "Fleet";

    /// <summary>Folder of everything that the service stores: database, certificates, logs. Must lie on a local file system.</summary>
    /// <value>/var/lib/fleetmigrator.</value>
    public string Data { get; set; } = "/var/lib/fleetmigrator";

    /// <summary>Connection string of a PostgreSQL database, such as <c>Host=db.example;Database=fleet;Username=fleet;Password=...</c>. Several silos may share one.</summary>
    /// <value>Empty: a SQLite file in the data folder, for one silo.</value>
    public string Database { get; set; } = "";
}
