using System.Buffers;

namespace FleetMigrator.Transfer.Linux;

/// <summary>A name with the zero that libc wants, in the caller's buffer if it fits.</summary>
internal ref struct ZeroEnded
{
    /// <summary>Enough for one component; longer paths are rented.</summary>
    public const int Inline = 264;

    private byte[]? _rented;

    public ZeroEnded(ReadOnlySpan<byte> name, Span<byte> inline)
    {
        if (name.Length >= inline.Length)
        {
            _rented = ArrayPool<byte>.Shared.Rent(name.Length + 1);
            inline = _rented;
        }

        name.CopyTo(inline);
        inline[name.Length] = 0;
        Bytes = inline[..(name.Length + 1)];
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
