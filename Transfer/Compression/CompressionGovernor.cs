namespace FleetMigrator.Transfer.Compression;

/// <summary>
/// Chooses zstd's level for all streams of a sender. For the adaptive level it compares how long the streams compress with how
/// long they stand before a full socket: a waiting socket has time to compress more, an idle one is waiting for the compressor.
/// </summary>
internal sealed class CompressionGovernor(int level, TimeProvider clock)
{
    private const int FirstStep = 5; // zstd 1: the best guess before anything was measured
    private const double CompressorHoldsBack = 0.30;
    private const double LinkHoldsBack = 0.70;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private int _configured = level;
    private int _step = FirstStep;
    private long _since = clock.GetTimestamp();
    private long _compressing;
    private long _writing;

    /// <summary>Streams that report.</summary>
    public int Streams { get; init; } = 1;

    /// <summary>The job's level, 0 to 10; a new one counts from the next frame on.</summary>
    public int Configured
    {
        get => Volatile.Read(ref _configured);
        set
        {
            CompressionLevels.ToZstandard(value);
            Volatile.Write(ref _configured, value);
        }
    }

    /// <summary>zstd's level for the next frame, or <see cref="CompressionLevels.Off"/>.</summary>
    public int Level => Adapts ? CompressionLevels.Ladder[Volatile.Read(ref _step)] : CompressionLevels.ToZstandard(Configured);

    private bool Adapts => Configured == CompressionLevels.Adaptive;

    public long Now() => clock.GetTimestamp();

    /// <summary>One frame took so long, in ticks of the clock.</summary>
    public void Report(long compressing, long writing)
    {
        if (!Adapts)
        {
            return;
        }

        lock (_gate)
        {
            _compressing += compressing;
            _writing += writing;
            var now = clock.GetTimestamp();
            if (clock.GetElapsedTime(_since, now) < Interval)
            {
                return;
            }

            var whole = (double)(now - _since) * Streams;
            Move(_compressing / whole, _writing / whole);
            (_since, _compressing, _writing) = (now, 0, 0);
        }
    }

    private void Move(double compressing, double writing)
    {
        if (writing > LinkHoldsBack && _step < CompressionLevels.Ladder.Length - 1)
        {
            Volatile.Write(ref _step, _step + 1);
        }
        else if (compressing > CompressorHoldsBack && writing < LinkHoldsBack / 2 && _step > 0)
        {
            Volatile.Write(ref _step, _step - 1);
        }
    }
}
