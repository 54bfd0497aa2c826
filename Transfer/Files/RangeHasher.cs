using System.IO.Hashing;
using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Files;

/// <summary>Hashes the bytes of one range of a file as they would be read: what nobody appends is zeros.</summary>
internal sealed class RangeHasher
{
    private static readonly byte[] Zeros = new byte[64 * 1024];

    private readonly XxHash128 _hash = new();
    private long _at;
    private bool _any;

    /// <exception cref="ProtocolException">It lies before what came last, or beyond a range.</exception>
    public void Append(long at, ReadOnlySpan<byte> bytes)
    {
        if (at < _at || at > ContentHash.RangeLength - bytes.Length)
        {
            throw new ProtocolException("content came out of order");
        }

        Pad(at);
        _hash.Append(bytes);
        _any |= bytes.ContainsAnyExcept((byte)0);
        _at += bytes.Length;
    }

    /// <summary>The hash of a range of this length, or <see cref="ContentHash.AllZeros"/>.</summary>
    /// <exception cref="ProtocolException">It is longer than a range can be.</exception>
    public UInt128 Finish(long length)
    {
        if (length > ContentHash.RangeLength)
        {
            throw new ProtocolException("a range is too long");
        }

        if (!_any)
        {
            return ContentHash.AllZeros;
        }

        Pad(length);
        return _hash.GetCurrentHashAsUInt128();
    }

    private void Pad(long to)
    {
        for (; _at < to; _at += Math.Min(Zeros.Length, to - _at))
        {
            _hash.Append(Zeros.AsSpan(0, (int)Math.Min(Zeros.Length, to - _at)));
        }
    }
}
