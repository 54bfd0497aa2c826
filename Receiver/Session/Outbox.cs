using System.Threading.Channels;
using FleetMigrator.Receiver.Commands;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Session;

/// <summary>Messages on their way up. Exists all the time; leads somewhere only while a session is open.</summary>
internal sealed class Outbox : IUplink
{
    /// <summary>Progress is repeated anyway, so a slow link loses messages rather than memory.</summary>
    private const int Limit = 1000;

    private volatile Channel<ReceiverUp>? _current;

    public bool TrySend(ReceiverUp message) => _current?.Writer.TryWrite(message) ?? false;

    /// <summary>From now on messages go to the reader returned.</summary>
    public ChannelReader<ReceiverUp> Open()
    {
        var channel = Channel.CreateBounded<ReceiverUp>(Limit);
        _current = channel;
        return channel.Reader;
    }

    public void Close() => Interlocked.Exchange(ref _current, null)?.Writer.TryComplete();
}
