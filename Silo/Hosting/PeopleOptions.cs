namespace FleetMigrator.Silo.Hosting;

/// <summary>Section <c>Fleet:People</c>: the listener of dashboard and REST API.</summary>
public sealed class PeopleOptions
{
    public const string Section = "Fleet:People";

    /// <summary>Address of the dashboard. Loopback only until there is a login.</summary>
    /// <value>http://127.0.0.1:5080.</value>
    public string Url { get; set; } = "http://127.0.0.1:5080";
}
