namespace FleetMigrator.Silo.Hosting;

/// <summary>On a connection: which listener took it. On an endpoint: which listener it answers on.</summary>
internal sealed record ListenerMark(Listener Listener);
