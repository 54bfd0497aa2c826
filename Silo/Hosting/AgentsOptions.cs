namespace FleetMigrator.Silo.Hosting;

/// <summary>Section <c>Fleet:Agents</c>: the listeners of agents and receivers.</summary>
public sealed class AgentsOptions
{
    public const string Section = "Fleet:Agents";

    /// <summary>Where gRPC and the download of the agent listen: https with an IP address, which may be the wildcard.</summary>
    /// <value>https://127.0.0.1:5443.</value>
    public string ListenUrl { get; set; } = "https://127.0.0.1:5443";

    /// <summary>Where the install script is served, and nothing else: http with an IP address. The install line checks the script's hash.</summary>
    /// <value>http://127.0.0.1:5081.</value>
    public string BootstrapUrl { get; set; } = "http://127.0.0.1:5081";

    /// <summary>How agents and receivers reach <see cref="ListenUrl"/>; written into the install line. Empty: as <see cref="ListenUrl"/> says.</summary>
    /// <value>Empty.</value>
    public string PublicUrl { get; set; } = "";
}
