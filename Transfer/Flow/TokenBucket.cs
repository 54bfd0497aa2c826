namespace FleetMigrator.Transfer.Flow;

/// <summary>A limit on bytes a second, shared by all streams and changeable while they run.</summary>
public sealed class TokenBucket(TimeProvider clock)
{
    private const double BurstSeconds = 0.05;

    private readonly Lock _gate = new();
    private double _bytesPerSecond;
    private double _tokens;
    private long _filled = clock.GetTimestamp();

    /// <summary>Bits a second; 0 is unlimited.</summary>
    public long BitsPerSecond
    {
        get => (long)(Volatile.Read(ref _bytesPerSecond) * 8);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            lock (_gate)
            {
                Fill();
                _bytesPerSecond = value / 8.0;
                _tokens = Math.Min(_tokens, _bytesPerSecond * BurstSeconds);
            }
        }
    }

    /// <summary>Takes the bytes if anything is left, and goes into debt for the rest; otherwise says when to ask again.</summary>
    public bool TryTake(int bytes, out TimeSpan wait)
    {
        lock (_gate)
        {
            wait = TimeSpan.Zero;
            if (_bytesPerSecond <= 0)
            {
                return true;
            }

            Fill();
            if (_tokens < 0)
            {
                wait = TimeSpan.FromSeconds(-_tokens / _bytesPerSecond);
                return false;
            }

            _tokens -= bytes;
            return true;
        }
    }

    private void Fill()
    {
        var now = clock.GetTimestamp();
        _tokens = Math.Min(_bytesPerSecond * BurstSeconds, _tokens + (clock.GetElapsedTime(_filled, now).TotalSeconds * _bytesPerSecond));
        _filled = now;
    }
}
