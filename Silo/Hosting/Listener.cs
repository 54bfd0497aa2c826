namespace FleetMigrator.Silo.Hosting;

/// <summary>Who a listener is for. An endpoint answers on its own listener only.</summary>
internal enum Listener
{
    /// <summary>Dashboard and REST, loopback.</summary>
    People,

    /// <summary>gRPC of agents and receivers, download of the agent; TLS.</summary>
    Agents,

    /// <summary>The install script and the agent as an archive: what a server fetches that knows nothing of us yet.</summary>
    Bootstrap,
}
