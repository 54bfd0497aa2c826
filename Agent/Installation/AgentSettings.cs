namespace FleetMigrator.Agent.Installation;

/// <summary>Content of <c>agent.json</c>: what the agent was told at its import.</summary>
/// <param name="Silo">Address of the service for agents, https.</param>
/// <param name="SourceId">The server's id there, such as <c>s-7f3k…</c>.</param>
/// <param name="Version">Version of the agent that imported.</param>
internal sealed record AgentSettings(Uri Silo, string SourceId, string Version);
