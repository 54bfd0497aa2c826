namespace FleetMigrator.Demo.Stage;

/// <summary>What the silo writes to <c>silo.json</c> when it is ready.</summary>
public sealed record SiloReady(int Pid, string PeopleUrl, string Token, string AgentsUrl, string BootstrapUrl, string CaSha256);
