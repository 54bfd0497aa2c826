using System.IO.Hashing;
using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>The range that a connection is receiving.</summary>
internal sealed class OpenRange : IDisposable
{
    private readonly PartialFile _file;
    private readonly XxHash128 _hash = new();
    private readonly RangeHasher _content = new();
    private readonly long _length;

    private OpenRange(ulong unit, int volume, UInt128 token, long offset, long length, PartialFile file)
        => (Unit, Volume, Token, Offset, _length, _file) = (unit, volume, token, offset, length, file);

    public ulong Unit { get; }
    public int Volume { get; }
    public UInt128 Token { get; }
    public long Offset { get; }

    /// <summary>Content bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <exception cref="ProtocolException">The frame is not valid.</exception>
    /// <exception cref="Linux.LinuxException">The target refused.</exception>
    public static OpenRange Begin(ref ByteReader reader, Func<int, TargetTree> treeOf)
    {
        var (unit, volume, token) = (reader.UInt64(), reader.Int32(), reader.UInt128());
        var (offset, length, size) = (reader.Count(), reader.Count(), reader.Count());
        var path = reader.Bytes(reader.UInt16());
        reader.ExpectEnd();
        BytePath.Check(path);
        return path.IsEmpty || token == EntryIdentity.None
            ? throw new ProtocolException("a range belongs to no file")
            : new OpenRange(unit, volume, token, offset, length, PartialFile.Open(treeOf(volume), token, offset, length, size, path));
    }

    public void Apply(FrameType type, ReadOnlySpan<byte> payload)
    {
        _hash.Append(payload);
        var reader = new ByteReader(payload);
        var offset = reader.Count();
        if (type == FrameType.Zero)
        {
            _file.WriteZeros(offset, reader.Count());
            reader.ExpectEnd();
            return;
        }

        Bytes += reader.Left;
        var data = reader.Bytes(reader.Left);
        _file.Write(offset, data);
        _content.Append(offset - Offset, data);
    }

    /// <summary>Hash of the range's bytes as they read now.</summary>
    public UInt128 ContentHash() => _content.Finish(_length);

    /// <summary>Whether all of it arrived as it was sent; if not, what arrived is taken back.</summary>
    public bool IsIntact(UInt128 hash)
    {
        if (_hash.GetCurrentHashAsUInt128() == hash)
        {
            return true;
        }

        _file.Clear();
        return false;
    }

    public void Dispose() => _file.Dispose();
}
