using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Sessions;

/// <summary>
/// Takes commands and has each done once: a finished one is answered from memory, a running one with RUNNING. Work runs
/// apart from the session and outlives it.
/// </summary>
internal sealed class CommandDesk(
    IReadOnlyDictionary<AgentCommand.CommandOneofCase, CommandWork> work,
    ReportMemory memory,
    Outbox outbox,
    AgentLog log,
    CancellationToken stopping)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);

    public void Accept(AgentCommand command)
    {
        lock (_gate)
        {
            if (_running.ContainsKey(command.Id))
            {
                outbox.Report(new CommandReport { CommandId = command.Id, State = CommandReport.Types.State.Running });
                return;
            }

            if (memory.Recall(command.Id) is { } known)
            {
                outbox.Report(known);
                return;
            }

            log.Info($"Command {command.Id} ({command.CommandCase}) was accepted");
            _running[command.Id] = Task.Run(() => Do(command), CancellationToken.None);
        }
    }

    /// <summary>Ends when no command runs any more; for an orderly stop.</summary>
    public Task Idle()
    {
        lock (_gate)
        {
            return Task.WhenAll(_running.Values);
        }
    }

    private async Task Do(AgentCommand command)
    {
        var report = await Outcome(command);
        lock (_gate)
        {
            _running.Remove(command.Id);
            if (report is null)
            {
                return; // the agent is stopping: the command comes again after its restart
            }

            report.CommandId = command.Id;
            // A failure that may pass isn't remembered, so that the same command can be tried again.
            if (!report.Retryable)
            {
                memory.Remember(report);
            }

            outbox.Report(report);
        }
    }

    private async Task<CommandReport?> Outcome(AgentCommand command)
    {
        try
        {
            if (!work.TryGetValue(command.CommandCase, out var handle))
            {
                throw AgentFaults.AgentBroken.With($"this agent doesn't know the command {command.CommandCase}; update it");
            }

            var report = await handle(command, stopping);
            report.State = CommandReport.Types.State.Succeeded;
            log.Info($"Command {command.Id} ({command.CommandCase}) was done");
            return report;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (AgentException e)
        {
            log.Error($"Command {command.Id} ({command.CommandCase}) failed: {e.Message}", e.InnerException);
            return Failure(e.Fault, e.Cause);
        }
        catch (Exception e)
        {
            // The edge of a command: whatever nobody foresaw is told to the service instead of ending the agent.
            log.Error($"Command {command.Id} ({command.CommandCase}) failed: {e.Message}", e);
            return Failure(AgentFaults.AgentBroken, e.Message);
        }
    }

    private static CommandReport Failure(AgentFault fault, string cause) => new()
    {
        State = CommandReport.Types.State.Failed,
        ErrorCode = fault.Code,
        ErrorText = cause,
        ErrorRemedy = fault.Remedy,
        Retryable = fault.Passing,
    };
}
