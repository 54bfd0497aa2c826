using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Sessions;

/// <summary>
/// Does one kind of command. The same command may come again after a restart of the agent, so doing it again must be right.
/// An <see cref="Faults.AgentException"/> is reported as FAILED.
/// </summary>
/// <returns>What to report with SUCCEEDED; the desk fills in id and state.</returns>
internal delegate Task<CommandReport> CommandWork(AgentCommand command, CancellationToken cancellation);
