using FleetMigrator.Receiver.Session;
using FleetMigrator.Transfer;
using FleetMigrator.Transfer.Protos;
using FleetMigrator.Transfer.Receiving;
using Grpc.Core;

namespace FleetMigrator.Receiver.Receiving;

/// <summary>What the agent asks on the control port. The data port does the work; this side tells how far it is.</summary>
internal sealed class ReceiverControlService(OpenTransfer order, VolumeReceiver volumes, StateFolder state, TransferPorts ports, TimeProvider clock)
    : ReceiverControl.ReceiverControlBase
{
    private static readonly TimeSpan _watchPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _roundPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Making a round durable means syncing file systems, which may have gigabytes to write.</summary>
    private static readonly TimeSpan _roundLimit = TimeSpan.FromMinutes(10);

    public override Task<OpenReply> Open(OpenRequest request, ServerCallContext context)
    {
        RequireJob(request.JobId);
        if (request.Epoch < order.Epoch)
        {
            throw Refused($"epoch {request.Epoch} is older than {order.Epoch}");
        }

        var missing = order.Volumes.Where(volume => !Kernel.Mounts.IsMounted(state.Volume(volume.Id))).Select(volume => volume.MountPoint).ToList();
        if (missing.Count > 0)
        {
            throw Refused($"not mounted here: {string.Join(", ", missing)}");
        }

        if (request.Epoch > order.Epoch)
        {
            volumes.RaiseEpoch(request.Epoch);
        }

        var reply = new OpenReply { ReceiverVersion = InstanceFacts.Version, DataPort = ports.Data };
        reply.Volumes.AddRange(order.Volumes);
        return Task.FromResult(reply);
    }

    public override async Task Watch(WatchRequest request, IServerStreamWriter<ReceiverState> stream, ServerCallContext context)
    {
        RequireJob(request.JobId);
        while (!context.CancellationToken.IsCancellationRequested)
        {
            var counters = volumes.Counters;
            await stream.WriteAsync(new ReceiverState
            {
                DurableBytes = counters.DurableBytes,
                ReceivedBytes = counters.ReceivedBytes,
                FreeBytes = counters.FreeBytes,
                ErrorCode = counters.Fault is { } fault ? Code(fault) : "",
                ErrorText = counters.FaultText ?? "",
            }, context.CancellationToken);
            await Task.Delay(_watchPause, clock, context.CancellationToken);
        }
    }

    public override async Task<EndRoundReply> EndRound(EndRoundRequest request, ServerCallContext context)
    {
        RequireJob(request.JobId);
        var began = clock.GetTimestamp();
        while (true)
        {
            if (volumes.Rounds.FirstOrDefault(round => round.Round == request.Round) is { } round)
            {
                return new EndRoundReply { Files = round.Entries, Bytes = round.Bytes };
            }

            if (clock.GetElapsedTime(began) > _roundLimit)
            {
                throw new RpcException(new Status(StatusCode.DeadlineExceeded, $"round {request.Round} did not end"));
            }

            await Task.Delay(_roundPause, clock, context.CancellationToken);
        }
    }

    private void RequireJob(string job)
    {
        if (job != order.JobId)
        {
            throw Refused($"this receiver serves {order.JobId}, not {job}");
        }
    }

    private static RpcException Refused(string reason) => new(new Status(StatusCode.FailedPrecondition, reason));

    private static string Code(TransferFailure failure) => failure switch
    {
        TransferFailure.Unreachable => "FM-5001",
        TransferFailure.WrongPeer or TransferFailure.WrongJob => "FM-5002",
        TransferFailure.Damaged => "FM-5003",
        TransferFailure.TargetFull => "FM-5004",
        TransferFailure.SourceUnreadable => "FM-5005",
        TransferFailure.Superseded => "FM-5007",
        _ => "FM-5006",
    };
}
