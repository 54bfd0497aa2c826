using FleetMigrator.Agent.Faults;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Agent.Logging;
using FleetMigrator.Agent.Network;
using FleetMigrator.Transfer.Protos;
using Grpc.Core;

namespace FleetMigrator.Agent.Sessions;

/// <summary>Keeps a session to the service standing, for as long as the agent runs.</summary>
internal sealed class SessionLoop(
    Identity identity,
    TlsChannel tls,
    Func<AgentHello> hello,
    Func<Action, Session> newSession,
    StatusFile status,
    AgentLog log,
    TimeProvider clock)
{
    /// <summary>Ends only by cancellation.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var backoff = Backoff.Usual();
        while (!cancellation.IsCancellationRequested)
        {
            var pause = await RunOnce(backoff, cancellation) ?? backoff.Next();
            await Task.Delay(pause, clock, cancellation);
        }
    }

    private async Task<TimeSpan?> RunOnce(Backoff backoff, CancellationToken cancellation)
    {
        var silo = identity.Settings.Silo;
        try
        {
            using var channel = tls.ToService(silo, identity.Ca, identity.Certificate);
            var session = newSession(() =>
            {
                backoff.Reset();
                status.Write(connected: true, $"connected to {silo.Authority}");
                log.Info($"The session to {silo.Authority} stands");
            });
            var pause = await session.Run(new FleetAgent.FleetAgentClient(channel), hello(), cancellation);
            Lost("it ended the session");
            return pause;
        }
        catch (RpcException e) when (!cancellation.IsCancellationRequested)
        {
            Lost(ServiceRefusal.Read(e, silo).Message);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The edge of a session: nothing that happens in one may end the agent.
            Lost(e.Message);
        }

        return null;
    }

    private void Lost(string why)
    {
        status.Write(connected: false, why);
        log.Warn($"No session to {identity.Settings.Silo.Authority}: {why}");
    }
}
