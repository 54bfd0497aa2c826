using System.IO.Hashing;
using System.Net.Security;
using System.Net.Sockets;
using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>One admitted connection: reads frames and applies them, one after the other. A slow disk thereby slows the sender.</summary>
internal sealed class ReceiveConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly SslStream _tls;
    private readonly FrameReader _reader;
    private readonly ReceiveSession _session;
    private readonly ReceiveDesk _desk;
    private readonly Dictionary<int, RecordApplier> _appliers = [];
    private readonly Dictionary<int, TargetTree> _trees = [];
    private readonly ManualResetEventSlim _ended = new();
    private OpenRange? _range;
    private volatile bool _broken;

    public ReceiveConnection(Socket socket, SslStream tls, Preface preface, ReceiveSession session, ReceiveDesk desk)
    {
        (_socket, _tls, Stream, _session, _desk) = (socket, tls, preface.Stream, session, desk);
        _reader = new FrameReader(tls);
        Frames = new FrameWriter(tls);
    }

    public byte Stream { get; }
    public FrameWriter Frames { get; }

    /// <summary>Reads until the other end closes after its goodbye.</summary>
    /// <exception cref="IOException">The connection broke, or the sender sent what isn't allowed.</exception>
    /// <exception cref="Linux.LinuxException">The target refused.</exception>
    public void Run()
    {
        while (Handle(_reader.Read()))
        {
        }

        // The sender closes first. Closing here with something unread would send a reset that can overtake the last answer.
        try
        {
            Span<byte> rest = stackalloc byte[64];
            while (_tls.Read(rest) > 0)
            {
            }
        }
        catch (IOException)
        {
            // It left without closing TLS. All was said before.
        }
    }

    public void Break()
    {
        _broken = true; // For what works long without touching the socket.
        _socket.Dispose();
    }

    public void WaitForEnd() => _ended.Wait();

    /// <summary>Nothing of this connection touches the target after this.</summary>
    public void End()
    {
        _range?.Dispose();
        foreach (var applier in _appliers.Values)
        {
            applier.Dispose();
        }

        _session.Remove(this);
        _ended.Set();
    }

    public void Dispose()
    {
        _tls.Dispose();
        _reader.Dispose();
        Frames.Dispose();
    }

    private bool Handle(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        if (_range is not null && _reader.Type is not (FrameType.Data or FrameType.Zero or FrameType.RangeEnd or FrameType.Ping))
        {
            throw new ProtocolException($"{_reader.Type} came within a range");
        }

        switch (_reader.Type)
        {
            case FrameType.Ping:
                return true;
            case FrameType.RoundBegin:
                _session.BeginRound();
                _desk.SendHave(Frames);
                return true;
            case FrameType.Batch:
                ApplyBatch(ref reader);
                return true;
            case FrameType.RangeBegin:
                _range = OpenRange.Begin(ref reader, TreeOf);
                return true;
            case FrameType.Data or FrameType.Zero:
                (_range ?? throw new ProtocolException("data came outside of a range")).Apply(_reader.Type, payload);
                return true;
            case FrameType.RangeEnd:
                EndRange(ref reader);
                return true;
            case FrameType.Seen:
                TakeSeen(ref reader);
                return true;
            case FrameType.Prune:
                Prune(ref reader);
                return true;
            case FrameType.RoundEnd:
                _desk.EndRound(_session, ref reader, Frames);
                return true;
            case FrameType.Seal:
                Seal(ref reader);
                return true;
            case FrameType.Bye:
                Frames.Write(FrameType.ByeAck, default);
                _desk.Goodbye(_session);
                return false;
            default:
                throw new ProtocolException($"a sender doesn't send {_reader.Type}");
        }
    }

    private void ApplyBatch(ref ByteReader reader)
    {
        var (unit, volume, records, hash) = (reader.UInt64(), reader.Int32(), reader.Int32(), reader.UInt128());
        var body = reader.Bytes(reader.Left);
        if (XxHash128.HashToUInt128(body) != hash)
        {
            _desk.CountDamaged();
            Acknowledge(unit, AckStatus.Damaged, 0, UInt128.Zero);
            return;
        }

        var (status, applied, bytes, digest) = (AckStatus.Applied, 0, 0L, UInt128.Zero);
        var applier = ApplierOf(volume);
        var rest = new ByteReader(body);
        for (; records > 0; records--)
        {
            var record = rest.Bytes(rest.Int32() - sizeof(int));
            var one = applier.Apply(record, out var identity, out var content);
            if (one == AckStatus.Applied)
            {
                (applied, bytes, digest) = (applied + 1, bytes + content, digest + identity);
            }
            else
            {
                status = one;
            }
        }

        rest.ExpectEnd();
        _session.Applied(applied, bytes, digest);
        _desk.CountEntries(applied);
        Acknowledge(unit, status, applied, digest);
    }

    private void EndRange(ref ByteReader reader)
    {
        using var range = _range ?? throw new ProtocolException("a range ends that didn't begin");
        _range = null;
        var (unit, hash) = (reader.UInt64(), reader.UInt128());
        reader.ExpectEnd();
        if (unit != range.Unit)
        {
            throw new ProtocolException("a range ends that isn't the open one");
        }

        if (!range.IsIntact(hash))
        {
            _desk.CountDamaged();
            Acknowledge(unit, AckStatus.Damaged, 0, UInt128.Zero);
            return;
        }

        _desk.RangeApplied(range);
        _session.Applied(0, range.Bytes, UInt128.Zero);
        Acknowledge(unit, AckStatus.Applied, 0, UInt128.Zero);
    }

    private void TakeSeen(ref ByteReader reader)
    {
        var (unit, volume, count) = (reader.UInt64(), reader.Int32(), reader.Int32());
        if (count < 0 || count != reader.Left / sizeof(ulong))
        {
            throw new ProtocolException("a list of seen paths has another length than announced");
        }

        TreeOf(volume);
        _session.Seen(volume).Add(reader.Bytes(reader.Left));
        Acknowledge(unit, AckStatus.Applied, 0, UInt128.Zero);
    }

    private void Prune(ref ByteReader reader)
    {
        var (volume, count, sum) = (reader.Int32(), reader.Int64(), reader.UInt64());
        reader.ExpectEnd();
        var deleted = _desk.Prune(TreeOf(volume), _session.Seen(volume).Complete(count, sum));
        Frames.Write(FrameType.Pruned, BitConverter.GetBytes(deleted));
    }

    private void Seal(ref ByteReader reader)
    {
        var verify = (reader.Byte() & 1) != 0;
        reader.ExpectEnd();
        _desk.Seal(_session, verify, Frames, () =>
        {
            if (_broken)
            {
                throw new IOException("the session has ended");
            }
        });
    }

    private void Acknowledge(ulong unit, AckStatus status, int entries, UInt128 digest)
    {
        Span<byte> payload = stackalloc byte[29];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(payload, unit);
        payload[8] = (byte)status;
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(payload[9..], entries);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(payload[13..], digest);
        Frames.Write(FrameType.Ack, payload);
    }

    private TargetTree TreeOf(int volume)
    {
        if (!_trees.TryGetValue(volume, out var tree))
        {
            tree = _trees[volume] = _desk.NewTree(volume);
            _appliers[volume] = _desk.NewApplier(tree);
        }

        return tree;
    }

    private RecordApplier ApplierOf(int volume)
    {
        TreeOf(volume);
        return _appliers[volume];
    }
}
