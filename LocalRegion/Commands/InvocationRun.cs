using FleetMigrator.LocalRegion.Compute;
using FleetMigrator.LocalRegion.Hosting;
using FleetMigrator.LocalRegion.Machines;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Commands;

/// <summary>Runs scripts on instances for real, each until it ends or its time is over.</summary>
internal sealed partial class InvocationRun(RegionState state, Work work, IInstanceHost host, TimeProvider clock, ILogger<InvocationRun> logger) : IResumable
{
    // As much as Cloud Assistant keeps.
    private const int LongestOutput = 24 * 1024;

    public void Resume()
    {
        // A script may have had half of its effect; nobody may run it twice.
        foreach (var open in state.Invocations.All.Where(invocation => invocation.Status is "Pending" or "Running"))
        {
            End(open.Id, "Terminated", exitCode: null, "", "ExecutionException", "The service was restarted while the command ran.");
        }
    }

    public void Queue(string id) => work.Start(id, cancellation => Run(id, cancellation));

    private async Task Run(string id, CancellationToken cancellation)
    {
        var invocation = state.Write(change =>
        {
            if (state.Invocations.Find(id) is not { Status: "Pending" } pending)
            {
                return null;
            }

            var running = pending with { Status = "Running" };
            change.Put(state.Invocations, running);
            return running;
        });
        if (invocation is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(invocation.TimeoutSeconds), clock);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var result = await host.Exec(invocation.InstanceId, invocation.Script, ends.Token);
            var said = (result.Output + result.Error) is var all && all.Length > LongestOutput ? all[^LongestOutput..] : result.Output + result.Error;
            End(id, result.ExitCode == 0 ? "Success" : "Failed", result.ExitCode, said, result.ExitCode == 0 ? "" : "ExitCodeNonzero", result.ExitCode == 0 ? "" : "The exit code is not 0.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            End(id, "Timeout", exitCode: null, "", "ExecutionTimeout", $"The command took longer than {invocation.TimeoutSeconds} s.");
        }
        catch (MachineException gone)
        {
            LogFailed(id, gone);
            End(id, "Failed", exitCode: null, "", "InstanceNotRunning", gone.Message);
        }
    }

    private void End(string id, string status, int? exitCode, string output, string errorCode, string error) => state.Write(change =>
    {
        if (state.Invocations.Find(id) is { } open)
        {
            change.Put(state.Invocations, open with
            {
                Status = status,
                ExitCode = exitCode,
                Output = output,
                ErrorCode = errorCode,
                ErrorInfo = error,
                Finished = clock.GetUtcNow(),
            });
        }
    });

    [LoggerMessage(4841, LogLevel.Warning, "The command {Id} could not run")]
    private partial void LogFailed(string id, Exception gone);
}
