namespace FleetMigrator.Silo.Hosting;

/// <summary>On a connection: which listener took it. On an endpoint: a listener that it answers on.</summary>
internal sealed record ListenerMark(Listener Listener);
