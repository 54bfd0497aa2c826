using System.Security.Cryptography;
using System.Text;
using FleetMigrator.Transfer.Compression;
using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Sending;

/// <summary>The connections of one try, and the rounds that run over them. A try that fails is thrown away as a whole.</summary>
internal sealed class SendSession(SenderOptions options, IReadOnlyList<OpenVolume> volumes, SendMeter meter, CompressionGovernor governor, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly List<SendStream> _streams = [];
    private Exception? _failure;
    private SendRound? _round;
    private ITimer? _pings;
    private long _sent;
    private long _durable;

    public ControlReplies Replies { get; } = new();

    public SendRound Round => Volatile.Read(ref _round) ?? throw new ProtocolException("the receiver acknowledged something before the first round");

    /// <summary>What broke the session; everything else that fails then is a consequence.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Whether anything became durable: then the next failure is a new one, not the same again.</summary>
    public bool Progressed => Interlocked.Read(ref _durable) > 0;

    /// <summary>Content bytes that the receiver may have lost if it died now.</summary>
    public long NotDurable => Math.Max(0, Interlocked.Read(ref _sent) - Interlocked.Read(ref _durable));

    public async Task Connect(SenderDialer dialer, CancellationToken cancellation)
    {
        var session = new UInt128(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        for (byte number = 0; number < options.Streams; number++)
        {
            var preface = new Preface(options.JobId, options.Epoch, session, number, (byte)options.Streams);
            var (socket, tls) = await dialer.Open(preface, cancellation);
            _streams.Add(new SendStream(this, number, socket, tls, governor));
        }

        foreach (var stream in _streams)
        {
            stream.StartReading();
        }

        _pings = clock.CreateTimer(_ => Guard(PingAll), null, PingEvery, PingEvery);
    }

    /// <summary>Runs one round to its durable end.</summary>
    public (RoundSummary Summary, SendRound Round, IReadOnlyList<string> Warnings) RunRound(int number, bool firstOfSession)
    {
        var have = FetchHave(number);
        var queue = new WorkQueue();
        var round = new SendRound(number, queue, have, firstOfSession);
        Volatile.Write(ref _round, round);
        if (Failure is { } failed)
        {
            queue.Fail(failed);
        }

        foreach (var volume in volumes)
        {
            volume.BeginRound(firstOfSession);
        }

        foreach (var stream in _streams)
        {
            stream.StartSending(round);
        }

        var deleted = new RoundParts(this, round, volumes, Control, reportSeen: have.Count > 0).Run();
        queue.Close();
        return EndRound(round, deleted);
    }

    /// <summary>Lets the receiver describe, and with verification read again, what it has; keeps the manifest if all is well.</summary>
    public (SealReply Reply, byte[] ReceiverCertificate) Seal(bool verify, string? manifestPath)
    {
        Control.Write(FrameType.Seal, [verify ? (byte)1 : (byte)0]);
        var reply = SealReply.Parse(Replies.Expect(FrameType.Sealed));
        using var manifest = manifestPath is null ? Stream.Null : new FileStream(manifestPath, FileMode.Create, FileAccess.Write);
        for (var left = reply.ManifestLength; left > 0;)
        {
            var piece = Replies.Expect(FrameType.Manifest);
            left -= piece.Length > 0 && piece.Length <= left ? piece.Length : throw new ProtocolException("the manifest has another length than announced");
            manifest.Write(piece);
        }

        return (reply, _streams[0].PeerCertificate);
    }

    /// <summary>Says goodbye on every stream and waits for the answer: only then nothing can be lost by closing.</summary>
    public void SayGoodbye()
    {
        foreach (var stream in _streams)
        {
            stream.Frames.Write(FrameType.Bye, default);
            Replies.Expect(FrameType.ByeAck);
        }

        foreach (var stream in _streams)
        {
            stream.WaitForEnd();
        }
    }

    public void Sent(long bytes)
    {
        Interlocked.Add(ref _sent, bytes);
        meter.Sent(bytes);
    }

    public void Again(long bytes) => meter.Again(bytes);

    public void Durable(long bytes) => Interlocked.Exchange(ref _durable, bytes);

    /// <summary>Runs work of a thread; its failure is the session's.</summary>
    public void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) // The edge of a thread: whatever it is, it ends the session and is reported by its first cause.
        {
            Fail(error);
        }
    }

    public void Fail(Exception error)
    {
        if (Interlocked.CompareExchange(ref _failure, error, null) is not null)
        {
            return;
        }

        Volatile.Read(ref _round)?.Queue.Fail(error);
        Replies.Fail(error);
        foreach (var stream in _streams)
        {
            stream.Break();
        }
    }

    public void Dispose()
    {
        Fail(new IOException("the session was closed"));
        _pings?.Dispose();
        foreach (var stream in _streams)
        {
            stream.Dispose();
        }
    }

    private FrameWriter Control => _streams[0].Frames;

    private HaveSet FetchHave(int number)
    {
        Control.Write(FrameType.RoundBegin, BitConverter.GetBytes(number));
        var have = new HaveSet();
        for (; ; )
        {
            var (type, payload) = Replies.Take();
            if (type == FrameType.HaveEnd)
            {
                have.Seal();
                return new ByteReader(payload).Int64() == have.Count ? have : throw new ProtocolException("the receiver's list of what it has is not complete");
            }

            have.Add(type == FrameType.Have ? payload : throw new ProtocolException($"{type} came where what the receiver has was due"));
        }
    }

    private (RoundSummary Summary, SendRound Round, IReadOnlyList<string> Warnings) EndRound(SendRound round, long deleted)
    {
        var summary = new RoundSummary(round.Number, round.Entries, round.Bytes, round.Kept, deleted, round.StillChanging, round.Digest);
        var end = new ByteWriter(64).Int32(summary.Round).Int64(summary.Entries).Int64(summary.Bytes).Int64(summary.EntriesKept)
            .Int64(summary.EntriesDeleted).Int64(summary.StillChanging).UInt128(summary.Digest);
        Control.Write(FrameType.RoundEnd, end.Written);
        var reader = new ByteReader(Replies.Expect(FrameType.RoundDone));
        if (reader.Int64() != summary.Entries || reader.Int64() != summary.Bytes || reader.UInt128() != summary.Digest)
        {
            throw new ProtocolException("the receiver applied something else in this round than was sent");
        }

        var warnings = new List<string>();
        for (var count = reader.Int32(); count > 0; count--)
        {
            warnings.Add(Encoding.UTF8.GetString(reader.Bytes(reader.UInt16())));
        }

        reader.ExpectEnd();
        return (summary, round, warnings);
    }

    private void PingAll()
    {
        foreach (var stream in _streams)
        {
            stream.Frames.Ping();
        }
    }
}
