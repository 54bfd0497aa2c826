using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Sending;

/// <summary>Answers of the receiver to the questions of the coordinating thread, in their order.</summary>
internal sealed class ControlReplies
{
    private const int Most = 16; // the receiver's reading of its journal may not run ahead further than this many frames

    private readonly object _gate = new();
    private readonly Queue<(FrameType Type, byte[] Payload)> _replies = new();
    private Exception? _failure;

    public void Put(FrameType type, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            while (_replies.Count >= Most && _failure is null)
            {
                Monitor.Wait(_gate);
            }

            _replies.Enqueue((type, payload.ToArray()));
            Monitor.PulseAll(_gate);
        }
    }

    public (FrameType Type, byte[] Payload) Take()
    {
        lock (_gate)
        {
            while (_replies.Count == 0 && _failure is null)
            {
                Monitor.Wait(_gate);
            }

            if (_failure is not null)
            {
                throw new IOException("the session has failed", _failure);
            }

            Monitor.PulseAll(_gate);
            return _replies.Dequeue();
        }
    }

    /// <summary>The next reply, which must be of the type.</summary>
    /// <exception cref="ProtocolException">It is another one.</exception>
    public byte[] Expect(FrameType type)
    {
        var (got, payload) = Take();
        return got == type ? payload : throw new ProtocolException($"{got} came where {type} was due");
    }

    public void Fail(Exception failure)
    {
        lock (_gate)
        {
            _failure ??= failure;
            Monitor.PulseAll(_gate);
        }
    }
}
