using System.Buffers.Binary;
using System.IO.Hashing;

namespace FleetMigrator.Transfer.Files;

/// <summary>
/// What names the content of a file: the hash of (number, hash) of each of its ranges that isn't all zeros. So holes cost nothing,
/// and ranges that arrive in any order over several connections still give one value.
/// </summary>
internal sealed class ContentHash
{
    /// <summary>Bytes of a range; the last one of a file is shorter.</summary>
    public const long RangeLength = 16 * 1024 * 1024;

    /// <summary>Stands for the hash of a range that holds zeros only.</summary>
    public static readonly UInt128 AllZeros = UInt128.One;

    private readonly XxHash128 _hash = new();

    public UInt128 Value => _hash.GetCurrentHashAsUInt128();

    /// <summary>Of content that fits in one range.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> content)
    {
        var range = new RangeHasher();
        range.Append(0, content);
        return OfOneRange(range.Finish(content.Length));
    }

    public static UInt128 OfOneRange(UInt128 range)
    {
        var whole = new ContentHash();
        whole.Append(0, range);
        return whole.Value;
    }

    /// <summary>Ranges come in their order.</summary>
    public void Append(long number, UInt128 range)
    {
        if (range == AllZeros)
        {
            return;
        }

        Span<byte> buffer = stackalloc byte[24];
        BinaryPrimitives.WriteInt64LittleEndian(buffer, number);
        BinaryPrimitives.WriteUInt128LittleEndian(buffer[8..], range);
        _hash.Append(buffer);
    }
}
