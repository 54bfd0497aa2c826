using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using FleetMigrator.Transfer.Compression;
using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Sending;

/// <summary>One connection: a thread that sends units and one that reads answers.</summary>
internal sealed class SendStream : IDisposable
{
    /// <summary>Unacknowledged bytes after which a stream waits: enough for a long fat link, and a bound on what a loss costs.</summary>
    private const long Window = 32 * 1024 * 1024;
    private const int MostAttempts = 5;

    private readonly SendSession _session;
    private readonly Socket _socket;
    private readonly SslStream _tls;
    private readonly FrameReader _reader;
    private readonly object _gate = new();
    private readonly Dictionary<ulong, WorkUnit> _inFlight = [];
    private readonly List<Thread> _threads = [];
    private long _inFlightBytes;
    private bool _broken;

    public SendStream(SendSession session, int number, Socket socket, SslStream tls, CompressionGovernor governor)
    {
        (_session, Number, _socket, _tls) = (session, number, socket, tls);
        _reader = new FrameReader(tls);
        Frames = new FrameWriter(tls, new PayloadCompressor(governor));
    }

    public int Number { get; }

    /// <summary>The receiver's certificate, DER; it has the pinned hash.</summary>
    public byte[] PeerCertificate => _tls.RemoteCertificate?.GetRawCertData() ?? throw new ProtocolException("the receiver showed no certificate");
    public FrameWriter Frames { get; }

    public void StartReading() => Start(ReadAnswers, "answers");

    /// <summary>Sends units of a round until its queue is closed.</summary>
    public void StartSending(SendRound round) => Start(() => SendUnits(round), "units");

    public void Break()
    {
        lock (_gate)
        {
            _broken = true;
            Monitor.PulseAll(_gate);
        }

        _socket.Dispose(); // Wakes whoever reads or writes.
    }

    /// <summary>Waits until the receiver closed its side, so that no unread byte can turn the close into a reset.</summary>
    public void WaitForEnd()
    {
        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    public void Dispose()
    {
        Break();
        WaitForEnd();
        _tls.Dispose();
        _reader.Dispose();
        Frames.Dispose();
    }

    private void Start(Action work, string name)
    {
        var thread = new Thread(() => _session.Guard(work)) { IsBackground = true, Name = $"send {Number} {name}" };
        _threads.Add(thread);
        thread.Start();
    }

    private void SendUnits(SendRound round)
    {
        var writer = new UnitWriter(Frames, round);
        while (round.Queue.Take() is { } unit)
        {
            Enter(unit);
            if (!unit.Send(writer))
            {
                Leave(unit.Id);
                unit.Applied(round);
                round.Queue.Done();
                continue;
            }

            _session.Sent(unit.ContentBytes);
        }
    }

    private void Enter(WorkUnit unit)
    {
        lock (_gate)
        {
            while (_inFlightBytes > Window && !_broken)
            {
                Monitor.Wait(_gate);
            }

            _inFlight.Add(unit.Id, unit);
            _inFlightBytes += unit.Estimate;
        }
    }

    private WorkUnit Leave(ulong id)
    {
        lock (_gate)
        {
            if (!_inFlight.Remove(id, out var unit))
            {
                throw new ProtocolException($"the receiver acknowledged unit {id}, which isn't on its way");
            }

            _inFlightBytes -= unit.Estimate;
            Monitor.PulseAll(_gate);
            return unit;
        }
    }

    private void ReadAnswers()
    {
        for (; ; )
        {
            var payload = _reader.Read();
            switch (_reader.Type)
            {
                case FrameType.Ping:
                    break;
                case FrameType.Ack:
                    Acknowledged(payload);
                    break;
                case FrameType.Durable:
                    _session.Durable(new ByteReader(payload).Int64());
                    break;
                case FrameType.Fault:
                    throw FaultOf(payload);
                case FrameType.ByeAck:
                    _session.Replies.Put(_reader.Type, payload);
                    return;
                default:
                    _session.Replies.Put(_reader.Type, payload);
                    break;
            }
        }
    }

    private void Acknowledged(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        var unit = Leave(reader.UInt64());
        var (status, entries, digest) = ((AckStatus)reader.Byte(), reader.Int32(), reader.UInt128());
        reader.ExpectEnd();
        var round = _session.Round;
        switch (status)
        {
            case AckStatus.Applied when digest != unit.Digest:
                throw new ProtocolException($"the receiver applied something else than unit {unit.Id}");
            case AckStatus.Applied or AckStatus.Incomplete:
                round.Applied(unit, entries, digest);
                unit.Applied(round);
                round.Queue.Done();
                break;
            case AckStatus.RangesMissing:
                unit.Refused(round);
                round.Queue.Done();
                break;
            case AckStatus.Damaged when ++unit.Attempts < MostAttempts:
                _session.Again(unit.ContentBytes);
                round.Queue.Again(unit);
                break;
            default:
                throw new TransferException(TransferFailure.Damaged, $"unit {unit.Id} arrived damaged {MostAttempts} times");
        }
    }

    private static TransferException FaultOf(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        var failure = (TransferFailure)reader.UInt16();
        var text = Encoding.UTF8.GetString(reader.Bytes(reader.UInt16()));
        return Enum.IsDefined(failure)
            ? new TransferException(failure, $"the receiver says: {text}")
            : throw new ProtocolException($"the receiver reports an unknown failure: {text}");
    }
}
