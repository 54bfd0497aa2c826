using System.Net.Sockets;
using System.Security.Authentication;
using FleetMigrator.Transfer.Compression;
using FleetMigrator.Transfer.Flow;
using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Linux;
using FleetMigrator.Transfer.Receipts;

namespace FleetMigrator.Transfer.Sending;

/// <summary>Sends volumes to a receiver, round by round, until little changes; survives lost connections and the receiver's death.</summary>
public sealed class VolumeSender
{
    /// <summary>Less than this in a round, and another round gains nothing.</summary>
    private const long FewBytes = 64 * 1024 * 1024;

    /// <summary>A target that damages files more often than that has a broken disk.</summary>
    private const int MostRepairs = 3;
    private const int MostNamed = 100;
    private static readonly TimeSpan ShortRound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PublishEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly SenderOptions _options;
    private readonly IReadOnlyList<SourceVolume> _volumes;
    private readonly TimeProvider _clock;
    private readonly TokenBucket _bucket;
    private readonly CompressionGovernor _governor;
    private readonly SendMeter _meter = new();
    private readonly ProgressMeter _progress;
    private readonly List<RoundSummary> _rounds = [];
    private readonly List<string> _repaired = [];
    private int _repairs;
    private List<OpenVolume> _open = []; // Replaced, never cleared: the publisher's timer may still look at it.

    /// <param name="options">Where to and how.</param>
    /// <param name="volumes">What to send.</param>
    /// <param name="clock">For rates, pauses and pings; wall-clock time plays no part.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public VolumeSender(SenderOptions options, IReadOnlyList<SourceVolume> volumes, TimeProvider clock)
    {
        if (options.Streams is < 1 or > Preface.MaxStreams || options.MaxRounds < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options, "1 to 4 streams and at least one round");
        }

        CompressionLevels.ToZstandard(options.CompressionLevel);
        (_options, _volumes, _clock, _bucket, _progress) = (options, volumes, clock, new TokenBucket(clock), new ProgressMeter(clock));
        _governor = new CompressionGovernor(options.CompressionLevel, clock) { Streams = options.Streams };
    }

    /// <summary>Called at most twice a second, and once at the end, from a thread of the engine. It must not block.</summary>
    public Action<TransferProgress>? OnProgress { get; init; }

    /// <summary>Called with one line of text when something happens that a log should hold.</summary>
    public Action<string>? OnLog { get; init; }

    /// <summary>Called when a round has become durable on the receiver.</summary>
    public Action<RoundSummary>? OnRound { get; init; }

    /// <summary>Bits a second on the wire; 0 is unlimited. May be changed while running.</summary>
    public long SpeedLimitBitsPerSecond
    {
        get => _bucket.BitsPerSecond;
        set => _bucket.BitsPerSecond = value;
    }

    /// <summary>0 (raw) to 10 (smallest); 7 adapts itself. May be changed while running.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 to 10.</exception>
    public int CompressionLevel
    {
        get => _governor.Configured;
        set => _governor.Configured = value;
    }

    /// <summary>Whether the target is read again after the copy and compared. May be changed while running.</summary>
    public bool Verify { get; set; }

    /// <summary>Content bytes sent so far, those sent again included.</summary>
    public long BytesSent => _meter.BytesSent;

    /// <summary>Runs until everything is durable on the receiver.</summary>
    /// <exception cref="TransferException">With the reason, when it can't go on by itself.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what is durable stays so.</exception>
    public async Task<TransferSummary> Run(CancellationToken cancellation)
    {
        try
        {
            foreach (var volume in _volumes)
            {
                _open.Add(new OpenVolume(volume));
            }

            await using var publisher = _clock.CreateTimer(_ => Publish(), null, PublishEvery, PublishEvery);
            return await RunSessions(cancellation);
        }
        catch (LinuxException error)
        {
            throw new TransferException(TransferFailure.SourceUnreadable, error.Message, error);
        }
        finally
        {
            _open.ForEach(volume => volume.Dispose());
            _open = [];
        }
    }

    private async Task<TransferSummary> RunSessions(CancellationToken cancellation)
    {
        for (var failures = 0; ; failures++)
        {
            var (summary, failure, progressed) = await TrySession(cancellation);
            if (summary is not null)
            {
                return summary;
            }

            failures = progressed ? 0 : failures;
            if (!failure!.Transient || failures >= _options.MaxReconnects)
            {
                throw failure;
            }

            OnLog?.Invoke($"Data connection failed, trying again: {failure.Message}");
            await Task.Delay(Pause(failures), _clock, cancellation);
        }
    }

    private async Task<(TransferSummary? Summary, TransferException? Failure, bool Progressed)> TrySession(CancellationToken cancellation)
    {
        using var session = new SendSession(_options, _open, _meter, _governor, _clock);
        try
        {
            await session.Connect(new SenderDialer(_options, _bucket, _meter), cancellation);
            await using var stop = cancellation.Register(() => session.Fail(new OperationCanceledException(cancellation)));
            return (await OnItsOwnThread(() => RunRounds(session)), null, true);
        }
        catch (Exception error) // All failures of a session come by here and are told apart by their first cause.
        {
            cancellation.ThrowIfCancellationRequested();
            _meter.Again(session.NotDurable);
            return (null, Classify(session.Failure ?? error), session.Progressed);
        }
    }

    private TransferSummary RunRounds(SendSession session)
    {
        for (var first = true; ; first = false)
        {
            var started = _clock.GetTimestamp();
            var (summary, round, warnings) = session.RunRound(_rounds.Count, first);
            _rounds.Add(summary);
            OnRound?.Invoke(summary);
            var lasted = _clock.GetElapsedTime(started);
            OnLog?.Invoke($"Round {summary.Round} ended after {lasted.TotalSeconds:0.0} s: {summary.Entries} entries and {summary.Bytes} bytes sent, "
                + $"{summary.EntriesKept} kept, {summary.EntriesDeleted} deleted, {summary.StillChanging} still changing");
            if (ShouldContinue(summary, lasted))
            {
                continue;
            }

            if (round.UnreadableCount > 0)
            {
                throw new TransferException(TransferFailure.SourceUnreadable, $"{round.UnreadableCount} entries can't be read: {string.Join(", ", round.UnreadableNames)}");
            }

            if (Seal(session, out var verifiedBytes, out var receipt))
            {
                session.SayGoodbye();
                Publish();
                return new TransferSummary(
                    [.. _rounds], _meter.BytesSent, _meter.SentAgain, _meter.WireBytes, summary.Entries + summary.EntriesKept, round.Sockets, round.Changing, warnings)
                {
                    VerifiedBytes = verifiedBytes,
                    Repaired = _repaired,
                    Receipt = receipt,
                };
            }
        }
    }

    /// <returns>False when another round has to repair what the target damaged.</returns>
    /// <exception cref="TransferException">It was damaged again and again.</exception>
    private bool Seal(SendSession session, out long? verifiedBytes, out Receipt? receipt)
    {
        (verifiedBytes, receipt) = (null, null);
        var verify = Verify;
        if (!verify && _options.ManifestPath is null)
        {
            return true;
        }

        var (reply, receiver) = session.Seal(verify, _options.ManifestPath);
        if (reply.Damaged > 0)
        {
            _repaired.AddRange(reply.DamagedNames.Take(MostNamed - _repaired.Count));
            var text = $"{reply.Damaged} files on the target are not what arrived there: {string.Join(", ", reply.DamagedNames)}";
            OnLog?.Invoke($"Checksum verification: {text}");
            return ++_repairs <= MostRepairs ? false : throw new TransferException(TransferFailure.TargetUnwritable, text);
        }

        verifiedBytes = verify ? reply.BytesRead : null;
        receipt = _options.ManifestPath is { } path ? SealCheck.Sign(_options, reply, receiver, path) : null;
        return true;
    }

    // The first round can't be the last one: what it copied first was out of date when it ended.
    private bool ShouldContinue(RoundSummary summary, TimeSpan lasted)
        => _rounds.Count < _options.MaxRounds && (_rounds.Count == 1 || (summary.Bytes >= FewBytes && lasted >= ShortRound));

    private void Publish()
    {
        if (OnProgress is { } publish)
        {
            lock (_progress)
            {
                publish(_progress.Take(_rounds.Count, _open.ConvertAll(volume => volume.Progress), _meter.WireBytes));
            }
        }
    }

    private static TransferException Classify(Exception error) => error switch
    {
        TransferException known => known,
        ProtocolException => new TransferException(TransferFailure.Damaged, error.Message, error),
        LinuxException => new TransferException(TransferFailure.SourceUnreadable, error.Message, error),
        // SslStream answers with the last two when it is used on after the connection broke.
        IOException or SocketException or AuthenticationException or ObjectDisposedException or InvalidOperationException or NotSupportedException
            => new TransferException(TransferFailure.Unreachable, error.Message, error),
        _ => throw new InvalidOperationException("the transfer engine failed", error),
    };

    // Full jitter, so that many sources that lost one receiver don't come back at once.
    private static TimeSpan Pause(int failures)
    {
        var most = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Min(failures, 16)));
        return TimeSpan.FromSeconds(most * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    private static Task<T> OnItsOwnThread<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                result.SetResult(work());
            }
            catch (Exception error) // Handed to whoever awaits.
            {
                result.SetException(error);
            }
        })
        { IsBackground = true, Name = "send rounds" }.Start();
        return result.Task;
    }
}
