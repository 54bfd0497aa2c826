using FleetMigrator.Transfer.Protos;
using Grpc.Core;

namespace FleetMigrator.Agent.Tests.Replication;

/// <summary>The control side of a receiver: opens, watches and confirms everything, and remembers what it was asked.</summary>
internal sealed class FakeReceiverControl : ReceiverControl.ReceiverControlBase
{
    public int DataPort { get; set; }

    public OpenRequest? Opened { get; private set; }

    public string? AgentSubject { get; private set; }

    public override Task<OpenReply> Open(OpenRequest request, ServerCallContext context)
    {
        Opened = request;
        AgentSubject = context.GetHttpContext().Connection.ClientCertificate?.Subject;
        return Task.FromResult(new OpenReply { ReceiverVersion = "test", DataPort = DataPort });
    }

    public override async Task Watch(WatchRequest request, IServerStreamWriter<ReceiverState> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new ReceiverState());
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
    }

    public override Task<EndRoundReply> EndRound(EndRoundRequest request, ServerCallContext context) => Task.FromResult(new EndRoundReply());
}
