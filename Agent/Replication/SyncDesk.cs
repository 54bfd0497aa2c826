using FleetMigrator.Agent.Faults;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Replication;

/// <summary>At most one copy runs on a server: a newer attempt replaces an older one.</summary>
internal sealed class SyncDesk(Func<string, StartSync, SyncRun> newRun) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Running? _current;

    /// <summary>Job of the running copy; null without one.</summary>
    public string? JobId => _current?.Run.JobId;

    /// <summary>Runs a copy to its end.</summary>
    /// <exception cref="AgentException">FM-5007 when a newer attempt came, FM-5010 when it was stopped, or what the copy failed by.</exception>
    public async Task<CommandReport> Start(AgentCommand command, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new Running(newRun(command.Id, command.StartSync), stop);
        await Replace(running, cancellation);
        try
        {
            return new CommandReport { Sync = await running.Run.Run(stop.Token) };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw running.Reason ?? AgentFaults.Stopped.With($"{running.Run.JobId}");
        }
        finally
        {
            running.Ended.SetResult();
            Interlocked.CompareExchange(ref _current, null, running);
        }
    }

    /// <summary>Stops the copy of a job; when it returns, nothing is sent any more.</summary>
    public async Task<CommandReport> Stop(AgentCommand command, CancellationToken cancellation)
    {
        if (_current is { } running && running.Run.JobId == command.StopSync.JobId)
        {
            running.Reason = AgentFaults.Stopped.With($"{running.Run.JobId}, attempt {running.Run.Epoch}");
            await running.End(cancellation);
        }

        return new CommandReport();
    }

    /// <summary>Changes the settings of the running copy; without one there is nothing to change.</summary>
    public Task<CommandReport> Change(AgentCommand command, CancellationToken cancellation)
    {
        if (_current is { } running && running.Run.JobId == command.ChangeSettings.JobId)
        {
            running.Run.Change(command.ChangeSettings.Settings);
        }

        return Task.FromResult(new CommandReport());
    }

    public void Dispose() => _gate.Dispose();

    private async Task Replace(Running next, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_current is { } old)
            {
                if (old.Run.JobId == next.Run.JobId && old.Run.Epoch > next.Run.Epoch)
                {
                    throw AgentFaults.Superseded.With($"attempt {old.Run.Epoch} of {old.Run.JobId} runs, this is {next.Run.Epoch}");
                }

                old.Reason = AgentFaults.Superseded.With($"{next.Run.JobId}, attempt {next.Run.Epoch}, took over");
                await old.End(cancellation);
            }

            _current = next;
        }
        finally
        {
            _gate.Release();
        }
    }

    private sealed class Running(SyncRun run, CancellationTokenSource stop)
    {
        public SyncRun Run { get; } = run;

        public AgentException? Reason { get; set; }

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task End(CancellationToken cancellation)
        {
            try
            {
                await stop.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It ended by itself in this very moment.
            }

            await Ended.Task.WaitAsync(cancellation);
        }
    }
}
