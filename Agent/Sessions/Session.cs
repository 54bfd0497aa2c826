using FleetMigrator.Transfer.Protos;
using Grpc.Core;

namespace FleetMigrator.Agent.Sessions;

/// <summary>One standing stream to the service: commands down; heartbeats, reports, progress and log lines up.</summary>
internal sealed class Session(Outbox outbox, CommandDesk desk, SessionTimes times, TimeProvider clock, Action welcomed, Action answered)
{
    private const int SilenceInHeartbeats = 3;
    private static readonly TimeSpan SilenceAtLeast = TimeSpan.FromSeconds(15);

    private readonly Unconfirmed _unconfirmed = new();
    private long _heardAt;
    private TimeSpan? _pause;

    /// <summary>Runs until the stream ends.</summary>
    /// <returns>The pause that the service asked for; null when it named none.</returns>
    /// <exception cref="RpcException">The stream broke or was refused.</exception>
    /// <exception cref="TimeoutException">Nothing was heard for three heartbeats.</exception>
    public async Task<TimeSpan?> Run(FleetAgent.FleetAgentClient service, AgentHello hello, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var stream = service.Session(cancellationToken: ended.Token);
        _heardAt = clock.GetTimestamp();
        await stream.RequestStream.WriteAsync(new AgentUp { Hello = hello }, ended.Token);

        var reading = Read(stream.ResponseStream, ended.Token);
        var writing = Write(stream.RequestStream, ended.Token);
        var beating = Beat(ended.Token);
        try
        {
            await await Task.WhenAny(reading, writing, beating);
        }
        finally
        {
            await ended.CancelAsync();
            // Their failures after the first say the same thing once more.
            await Task.WhenAll(reading, writing, beating).ContinueWith(static _ => { }, CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            foreach (var report in _unconfirmed.Rest())
            {
                outbox.Report(report);
            }
        }

        return _pause;
    }

    private async Task Read(IAsyncStreamReader<AgentDown> down, CancellationToken cancellation)
    {
        while (await down.MoveNext(cancellation))
        {
            Interlocked.Exchange(ref _heardAt, clock.GetTimestamp());
            var message = down.Current;
            switch (message.MessageCase)
            {
                case AgentDown.MessageOneofCase.Welcome:
                    times.ToldHeartbeat(message.Welcome.HeartbeatMs);
                    times.ToldTime(message.Welcome.ServerUnixMs);
                    welcomed();
                    break;
                case AgentDown.MessageOneofCase.Ack:
                    times.ToldHeartbeat(message.Ack.HeartbeatMs);
                    _unconfirmed.Answered(message.Ack.Sequence);
                    answered();
                    break;
                case AgentDown.MessageOneofCase.Command:
                    desk.Accept(message.Command);
                    break;
                case AgentDown.MessageOneofCase.Drain:
                    _pause = TimeSpan.FromMilliseconds(Math.Max(0, message.Drain.ReconnectAfterMs));
                    return;
                default:
                    break; // a newer service may say more than this agent knows
            }
        }
    }

    private async Task Write(IClientStreamWriter<AgentUp> up, CancellationToken cancellation)
    {
        while (true)
        {
            var message = await outbox.Next(cancellation);
            try
            {
                await up.WriteAsync(message, cancellation);
                _unconfirmed.Written(message);
            }
            catch
            {
                outbox.Return(message);
                throw;
            }
        }
    }

    private async Task Beat(CancellationToken cancellation)
    {
        for (long sequence = 1; ; sequence++)
        {
            await Task.Delay(times.Heartbeat, clock, cancellation);
            outbox.Beat(new Heartbeat { Sequence = sequence });
            var silence = clock.GetElapsedTime(Interlocked.Read(ref _heardAt));
            var allowed = times.Heartbeat * SilenceInHeartbeats;
            if (silence > (allowed > SilenceAtLeast ? allowed : SilenceAtLeast))
            {
                throw new TimeoutException($"the service was silent for {silence.TotalSeconds:F0} s");
            }
        }
    }
}
