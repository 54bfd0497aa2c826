using System.Text;
using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>A range of a large file while it arrives.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly Descriptor _file;
    private readonly long _offset;
    private readonly long _length;

    private PartialFile(Descriptor file, long offset, long length) => (_file, _offset, _length) = (file, offset, length);

    /// <summary>The name of the file that grows, from the token that names its state.</summary>
    public static byte[] NameOf(UInt128 token) => Encoding.ASCII.GetBytes(token.ToString("x32"));

    /// <summary>Opens the place for a range; the first range of a file frees the space of what it replaces.</summary>
    /// <exception cref="ProtocolException">The range doesn't lie in the file.</exception>
    public static PartialFile Open(TargetTree tree, UInt128 token, long offset, long length, long size, ReadOnlySpan<byte> path)
    {
        if (offset > size || length > size - offset)
        {
            throw new ProtocolException("a range lies outside of its file");
        }

        var partial = tree.Volume.Partial();
        var name = NameOf(token);
        const int Flags = OpenFlags.ReadWrite | OpenFlags.NoFollow;
        var number = Entries.TryOpen(partial.Number, name, Flags | OpenFlags.Create | OpenFlags.Exclusive, 0x180);
        var isNew = number >= 0;
        if (!isNew)
        {
            var range = new PartialFile(Entries.Open(partial.Number, name, Flags, 0), offset, length);
            range.Clear();
            return range;
        }

        var file = new Descriptor(number);
        file.Truncate(size);
        tree.Remove(tree.OpenParent(path), BytePath.Name(path), path);
        return new PartialFile(file, offset, length);
    }

    public void Write(long offset, ReadOnlySpan<byte> data)
    {
        Check(offset, data.Length);
        _file.Write(data, offset);
    }

    public void WriteZeros(long offset, long length)
    {
        Check(offset, length);
        _file.WriteZeros(offset, length);
    }

    /// <summary>Makes the range a hole again: what an earlier, broken try left there would shine through the holes of this one.</summary>
    public void Clear()
    {
        if (_file.NextData(_offset, _offset + _length, out _, out _))
        {
            _file.Punch(_offset, _length);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Check(long offset, long length)
    {
        if (offset < _offset || length < 0 || length > _length || offset - _offset > _length - length)
        {
            throw new ProtocolException("data lies outside of its range");
        }
    }
}
