using System.Text;
using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>What all connections of a receiver share: volumes, durability, finished rounds, counters.</summary>
internal sealed class ReceiveDesk : IDisposable
{
    private const int HavePerFrame = 32 * 1024;
    private const int LongestText = 1024;

    private readonly Dictionary<int, ReceivingVolume> _volumes = [];
    private readonly Lock _gate = new();
    private readonly List<RoundSummary> _rounds = [];
    private readonly WarningList _warnings = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MetadataApplier _metadata;
    private readonly SealDesk _seals;
    private long _entries;
    private long _damaged;
    private bool _closed;
    private (TransferFailure Failure, string Text)? _fault;

    public ReceiveDesk(ReceiverOptions options, TimeSpan flushInterval, long flushBytes, Action advanced, Action<Exception> failed)
    {
        _metadata = new MetadataApplier(_warnings);
        _seals = new SealDesk(options.JobId, options.StateFolder, options.Certificate);
        try
        {
            foreach (var volume in options.Volumes)
            {
                _volumes.Add(volume.Id, new ReceivingVolume(volume, options.JobId, options.StateFolder));
            }
        }
        catch
        {
            Close();
            throw;
        }

        Durability = new Durability(_volumes, flushInterval, flushBytes, advanced, failed);
    }

    public Durability Durability { get; }

    public Task Finished => _finished.Task;

    public IReadOnlyList<RoundSummary> Rounds
    {
        get
        {
            lock (_gate)
            {
                return [.. _rounds];
            }
        }
    }

    public TargetTree NewTree(int volume) => _volumes.TryGetValue(volume, out var known)
        ? new TargetTree(known, Durability)
        : throw new ProtocolException($"volume {volume} is not one of this job's");

    public RecordApplier NewApplier(TargetTree tree) => new(tree, Durability, _metadata);

    /// <summary>Tells the sender all that is finished, so that it sends none of it again.</summary>
    public void SendHave(FrameWriter frames)
    {
        Durability.Flush();
        long total = 0;
        var payload = new ByteWriter(HavePerFrame * 16);
        foreach (var volume in _volumes.Values)
        {
            foreach (var part in volume.Journal.Latest().Chunk(HavePerFrame))
            {
                payload.Clear();
                foreach (var record in part)
                {
                    payload.UInt128(record.Identity);
                }

                frames.Write(FrameType.Have, payload.Written);
                total += part.Length;
            }
        }

        frames.Write(FrameType.HaveEnd, BitConverter.GetBytes(total));
    }

    public void RangeApplied(OpenRange range)
    {
        var (key, content) = (PathKey.OfRange(range.Token, range.Offset), range.ContentHash());
        _volumes[range.Volume].Content.RangeApplied(key, content);
        Durability.Applied(range.Volume, key, EntryIdentity.OfRange(range.Token, range.Offset), range.Bytes, content);
    }

    public long Prune(TargetTree tree, ulong[] seen) => new Pruner(tree, Durability, seen).Run();

    /// <summary>Makes the round durable and says so.</summary>
    /// <exception cref="ProtocolException">The sender sent something else than was applied.</exception>
    public void EndRound(ReceiveSession session, ref ByteReader reader, FrameWriter frames)
    {
        var summary = new RoundSummary(reader.Int32(), reader.Int64(), reader.Int64(), reader.Int64(), reader.Int64(), reader.Int64(), reader.UInt128());
        reader.ExpectEnd();
        var (entries, bytes, digest) = session.Totals();
        if (entries != summary.Entries || bytes != summary.Bytes || digest != summary.Digest)
        {
            throw new ProtocolException($"round {summary.Round}: {entries} entries and {bytes} bytes were applied, {summary.Entries} and {summary.Bytes} were sent");
        }

        Durability.Flush();
        foreach (var volume in _volumes.Values)
        {
            volume.SweepPartial();
            volume.Content.EndRound();
            volume.Root.FlushFileSystem();
        }

        session.TellDurable();
        lock (_gate)
        {
            _rounds.Add(summary);
        }

        var reply = new ByteWriter(1024).Int64(entries).Int64(bytes).UInt128(digest);
        var warnings = _warnings.Snapshot();
        reply.Int32(warnings.Count);
        foreach (var warning in warnings)
        {
            Text(reply, warning);
        }

        frames.Write(FrameType.RoundDone, reply.Written);
    }

    /// <summary>Describes what is there, and reads it again if asked.</summary>
    public void Seal(ReceiveSession session, bool verify, FrameWriter frames, Action check)
        => _seals.Seal(session.Epoch, _volumes.Values, Durability, verify, frames, check);

    public void Goodbye(ReceiveSession session)
    {
        if (session.Goodbye())
        {
            _finished.TrySetResult();
        }
    }

    public void CountDamaged() => Interlocked.Increment(ref _damaged);

    public void CountEntries(int entries) => Interlocked.Add(ref _entries, entries);

    /// <summary>Remembers a failure and tells the sender, if that is still possible.</summary>
    public void Report(Exception error, FrameWriter? frames)
    {
        var failure = FailureOf(error);
        lock (_gate)
        {
            _fault = (failure, error.Message);
        }

        if (frames is null)
        {
            return;
        }

        try
        {
            frames.Write(FrameType.Fault, Text(new ByteWriter(256).UInt16((ushort)failure), error.Message).Written);
        }
        catch (Exception broken) when (broken is IOException or InvalidOperationException or NotSupportedException)
        {
            // The connection is gone as well; the counters hold the reason.
        }
    }

    public ReceiverCounters Counters(int connections)
    {
        lock (_gate)
        {
            var free = _closed ? 0 : _volumes.Values.Min(volume => FileSystemUsage.Of(volume.Root).FreeBytes);
            return new ReceiverCounters(
                Durability.AppliedBytes, Durability.DurableBytes, Interlocked.Read(ref _entries), Interlocked.Read(ref _damaged), free, connections, _fault?.Failure, _fault?.Text);
        }
    }

    public void Dispose()
    {
        Durability.Dispose();
        Durability.Flush();
        Close();
    }

    /// <summary>Without a last flush, as a kill would end it.</summary>
    public void Abandon()
    {
        Durability.Dispose();
        Close();
    }

    private void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        foreach (var volume in _volumes.Values)
        {
            volume.Dispose();
        }
    }

    private static TransferFailure FailureOf(Exception error) => error switch
    {
        TransferException known => known.Failure,
        LinuxException { Error: Errno.NoSpace or Errno.Quota } => TransferFailure.TargetFull,
        LinuxException => TransferFailure.TargetUnwritable,
        ProtocolException => TransferFailure.Damaged,
        System.Security.Authentication.AuthenticationException => TransferFailure.WrongPeer,
        _ => TransferFailure.Unreachable,
    };

    private static ByteWriter Text(ByteWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Length > LongestText ? text[..LongestText] : text);
        return writer.UInt16((ushort)bytes.Length).Bytes(bytes);
    }
}
