using System.Net;
using Npgsql;

namespace FleetMigrator.Silo.Hosting;

/// <summary>The settings that the process needs before anything can be composed, checked as a whole.</summary>
internal sealed class SiloSettings
{
    private SiloSettings(IConfiguration configuration)
    {
        configuration.GetSection(FleetOptions.Section).Bind(Fleet);
        configuration.GetSection(PortOptions.Section).Bind(Ports);
        configuration.GetSection(PeopleOptions.Section).Bind(People);
        configuration.GetSection(AgentsOptions.Section).Bind(Agents);
        configuration.GetSection(AgentFileOptions.Section).Bind(AgentFile);
    }

    public FleetOptions Fleet { get; } = new();

    public PortOptions Ports { get; } = new();

    public PeopleOptions People { get; } = new();

    public AgentsOptions Agents { get; } = new();

    public AgentFileOptions AgentFile { get; } = new();

    public Uri PeopleUrl => new(People.Url);

    public Uri ListenUrl => new(Agents.ListenUrl);

    /// <summary>How agents and receivers reach the silo.</summary>
    public Uri AgentsUrl => Agents.PublicUrl.Length > 0 ? new Uri(Agents.PublicUrl) : ListenUrl;

    public Uri BootstrapListenUrl => new(Agents.BootstrapUrl);

    /// <summary>How a source server reaches the install script: on the host of <see cref="AgentsUrl"/>, unless it listens on one address of its own.</summary>
    public Uri BootstrapUrl => IsWildcard(BootstrapListenUrl)
        ? new UriBuilder(BootstrapListenUrl) { Host = AgentsUrl.Host }.Uri
        : BootstrapListenUrl;

    /// <summary>Reads and checks everything.</summary>
    /// <exception cref="ConfigurationException">With every mistake.</exception>
    public static SiloSettings Read(IConfiguration configuration)
    {
        var mistakes = new List<string>();
        SiloSettings settings;
        try
        {
            settings = new SiloSettings(configuration);
        }
        catch (InvalidOperationException unreadable)
        {
            throw new ConfigurationException([unreadable.Message]);
        }

        settings.Check(mistakes);
        return mistakes.Count == 0 ? settings : throw new ConfigurationException(mistakes);
    }

    private static bool IsWildcard(Uri url)
        => IPAddress.TryParse(url.Host, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    private void Check(List<string> mistakes)
    {
        if (!Path.IsPathFullyQualified(Fleet.Data))
        {
            mistakes.Add($"Fleet:Data must be the full path of a folder, not '{Fleet.Data}'.");
        }

        var listen = CheckListener(mistakes, "Fleet:Agents:ListenUrl", Agents.ListenUrl, "https");
        CheckListener(mistakes, "Fleet:Agents:BootstrapUrl", Agents.BootstrapUrl, "http");
        if (CheckListener(mistakes, "Fleet:People:Url", People.Url, "http") is { } people && !people.IsLoopback)
        {
            mistakes.Add($"Fleet:People:Url must be on loopback, such as http://127.0.0.1:5080, not '{People.Url}': there is no login yet.");
        }

        if (Agents.PublicUrl.Length > 0)
        {
            if (!Uri.TryCreate(Agents.PublicUrl, UriKind.Absolute, out var address) || address.Scheme != "https" || address.PathAndQuery != "/")
            {
                mistakes.Add($"Fleet:Agents:PublicUrl must look like https://fleet.example:5443, not '{Agents.PublicUrl}'.");
            }
        }
        else if (listen is not null && IsWildcard(listen))
        {
            mistakes.Add("Fleet:Agents:PublicUrl must be set when Fleet:Agents:ListenUrl listens on all addresses: agents need to know one.");
        }

        if (AgentFile.Path.Length > 0 && !File.Exists(AgentFile.Path))
        {
            mistakes.Add($"Fleet:Agent:Path names a file that does not exist: '{AgentFile.Path}'.");
        }

        CheckDatabase(mistakes);
        CheckPort(mistakes, "Fleet:Cluster:SiloPort", Ports.SiloPort);
        CheckPort(mistakes, "Fleet:Cluster:GatewayPort", Ports.GatewayPort);
    }

    private void CheckDatabase(List<string> mistakes)
    {
        if (!IPAddress.TryParse(Ports.Address, out var address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            mistakes.Add($"Fleet:Cluster:Address must be one IP address of this machine, not '{Ports.Address}'.");
        }
        else if (Fleet.Database.Length == 0 && !IPAddress.IsLoopback(address))
        {
            mistakes.Add("Fleet:Cluster:Address is for clusters, and a cluster needs Fleet:Database: the file of a single silo cannot be shared.");
        }

        if (Fleet.Database.Length == 0)
        {
            return;
        }

        try
        {
            var database = new NpgsqlConnectionStringBuilder(Fleet.Database);
            if (string.IsNullOrEmpty(database.Host) || string.IsNullOrEmpty(database.Database))
            {
                mistakes.Add("Fleet:Database must name at least Host and Database, such as Host=db.example;Database=fleet;Username=fleet.");
            }
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            // What cannot be read is not repeated: it may hold the password.
            mistakes.Add("Fleet:Database is not a connection string of PostgreSQL, such as Host=db.example;Database=fleet;Username=fleet.");
        }
    }

    private static Uri? CheckListener(List<string> mistakes, string name, string value, string scheme)
    {
        if (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == scheme && url.PathAndQuery == "/" && url.Port > 0
            && (url.Host == "localhost" || IPAddress.TryParse(url.Host, out _)))
        {
            return url;
        }

        mistakes.Add($"{name} must look like {scheme}://ADDRESS:PORT with an IP address, not '{value}'.");
        return null;
    }

    private static void CheckPort(List<string> mistakes, string name, int port)
    {
        if (port is < 1 or > 65535)
        {
            mistakes.Add($"{name} must be from 1 to 65535, not {port}.");
        }
    }
}
