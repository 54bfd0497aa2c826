namespace FleetMigrator.Agent.Commands;

/// <summary>The answer of <c>fleet-agent status --json</c>.</summary>
/// <param name="State"><c>not-imported</c>, <c>stopped</c>, <c>offline</c> (running, no session) or <c>online</c>.</param>
/// <param name="SourceId">The server's id at the service, such as <c>s-7f3k…</c>.</param>
/// <param name="Service">The service's address.</param>
/// <param name="Job">The job whose data is being sent.</param>
/// <param name="LastHeartbeat">When the service answered last.</param>
/// <param name="Since">Since when the agent is online or offline.</param>
/// <param name="Text">The same in words, with the reason.</param>
/// <param name="ProcessId">The running agent.</param>
/// <param name="CertificateUntil">When the agent's certificate expires.</param>
/// <param name="Version">Of this program.</param>
/// <param name="Log">The agent's log.</param>
internal sealed record AgentState(
    string State,
    string? SourceId,
    Uri? Service,
    string? Job,
    DateTimeOffset? LastHeartbeat,
    DateTimeOffset? Since,
    string Text,
    int? ProcessId,
    DateTimeOffset? CertificateUntil,
    string Version,
    string Log)
{
    public const string NotImported = "not-imported";
    public const string Stopped = "stopped";
    public const string Offline = "offline";
    public const string Online = "online";
}
