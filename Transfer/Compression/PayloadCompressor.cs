using ZstdSharp;

namespace FleetMigrator.Transfer.Compression;

/// <summary>Packs the payloads of one stream, where a sample says that it pays.</summary>
internal sealed class PayloadCompressor(CompressionGovernor governor) : IDisposable
{
    private const int Smallest = 256;           // below it, the gain is lost in the frame's own bytes
    private const int SampleLength = 4096;
    private const int SampleLevel = -3;
    private const double WorthIt = 0.95;

    private readonly Dictionary<int, Compressor> _byLevel = [];
    private readonly byte[] _sample = new byte[SampleLength + 1024];
    private long _compressing;

    /// <summary>Packs into the target; 0 when the payload is to be sent as it is.</summary>
    public int Pack(ReadOnlySpan<byte> payload, Span<byte> target)
    {
        _compressing = 0;
        var level = governor.Level;
        if (level == CompressionLevels.Off || payload.Length < Smallest)
        {
            return 0;
        }

        var started = governor.Now();
        var most = (int)(payload.Length * WorthIt);
        var packed = SamplePays(payload) && For(level).TryWrap(payload, target[..most], out var written) ? written : 0;
        _compressing = governor.Now() - started;
        return packed;
    }

    public long Started() => governor.Now();

    /// <summary>The frame has left; what it took decides the next level.</summary>
    public void Wrote(long started) => governor.Report(_compressing, governor.Now() - started);

    public void Dispose()
    {
        foreach (var compressor in _byLevel.Values)
        {
            compressor.Dispose();
        }
    }

    // The middle, because headers at the front compress well even in files that don't.
    private bool SamplePays(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 8 * SampleLength)
        {
            return true;
        }

        for (var part = 1; part <= 3; part++)
        {
            var sample = payload.Slice(payload.Length / 4 * part, SampleLength);
            if (For(SampleLevel).TryWrap(sample, _sample, out var written) && written < SampleLength * WorthIt)
            {
                return true;
            }
        }

        return false;
    }

    private Compressor For(int level)
    {
        if (!_byLevel.TryGetValue(level, out var compressor))
        {
            compressor = new Compressor(level);
            _byLevel.Add(level, compressor);
        }

        return compressor;
    }
}
