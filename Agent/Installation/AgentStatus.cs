namespace FleetMigrator.Agent.Installation;

/// <summary>Content of <c>work/status.json</c>: what the running agent is doing, for <c>fleet-agent status</c>.</summary>
/// <param name="ProcessId">The worker.</param>
/// <param name="Connected">Whether the session to the service stands.</param>
/// <param name="Since">Since when it does or doesn't.</param>
/// <param name="Text">What is going on, for people.</param>
/// <param name="Job">The job whose data is being sent; null without one.</param>
internal sealed record AgentStatus(int ProcessId, bool Connected, DateTimeOffset Since, string Text, string? Job = null);
