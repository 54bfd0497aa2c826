using System.Threading.Channels;
using FleetMigrator.Receiver.Commands;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Tests.Commands;

/// <summary>Takes what a receiver sends, while it is "up".</summary>
internal sealed class RecordingUplink : IUplink
{
    private readonly Channel<ReceiverUp> _sent = Channel.CreateUnbounded<ReceiverUp>();

    public volatile bool Up = true;

    /// <summary>Answers questions as the silo would.</summary>
    public Action<ReceiverUp>? Answer { get; set; }

    public bool TrySend(ReceiverUp message)
    {
        if (!Up)
        {
            return false;
        }

        Answer?.Invoke(message);
        return _sent.Writer.TryWrite(message);
    }

    public async Task<CommandReport> Final(string command)
    {
        await foreach (var message in _sent.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (message.Report is { } report && report.CommandId == command && report.State != CommandReport.Types.State.Running)
            {
                return report;
            }
        }

        throw new InvalidOperationException("nothing more is sent");
    }
}
