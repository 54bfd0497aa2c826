using FleetMigrator.Transfer.Files;
using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>Applies the records of a batch below one volume's root. For one thread; every record may come again.</summary>
internal sealed class RecordApplier(TargetTree tree, Durability durability, MetadataApplier metadata) : IDisposable
{
    private const uint NewFile = 0x180; // rw------- until the metadata comes

    private ReceivingVolume Volume => tree.Volume;

    /// <summary>Applies one record.</summary>
    /// <param name="record">Without its length.</param>
    /// <param name="identity">What the record's entry is finished as; zero when nothing is to be remembered.</param>
    /// <param name="bytes">Content bytes that it held.</param>
    /// <exception cref="ProtocolException">The record is not valid.</exception>
    /// <exception cref="LinuxException">The target refused.</exception>
    public AckStatus Apply(ReadOnlySpan<byte> record, out UInt128 identity, out long bytes)
    {
        var reader = new ByteReader(record);
        var kind = (RecordKind)reader.Byte();
        reader.Byte();
        int pathLength = reader.UInt16();
        identity = reader.UInt128();
        var path = reader.Bytes(pathLength);
        BytePath.Check(path);
        if (path.IsEmpty && kind is not (RecordKind.Folder or RecordKind.Flags))
        {
            throw new ProtocolException("a record would replace the root of a volume");
        }

        bytes = 0;
        UInt128? content = null;
        var status = AckStatus.Applied;
        switch (kind)
        {
            case RecordKind.File:
                bytes = ApplyFile(ref reader, path, out content);
                break;
            case RecordKind.Symlink or RecordKind.Node:
                ApplySpecial(ref reader, path, kind);
                break;
            case RecordKind.Link:
                status = ApplyLink(ref reader, path);
                content = UInt128.Zero; // It is known by the inode's first name.
                break;
            case RecordKind.Folder:
                ApplyFolder(ref reader, path);
                break;
            case RecordKind.Flags:
                ApplyFlags(ref reader, path);
                break;
            case RecordKind.MakeFolder:
                tree.OpenFolder(path);
                break;
            case RecordKind.LargeFile:
                status = ApplyLargeFile(ref reader, path, out content);
                break;
            default:
                throw new ProtocolException($"a record has the unknown kind {(byte)kind}");
        }

        reader.ExpectEnd();
        if (status == AckStatus.Applied)
        {
            durability.Applied(Volume.Id, PathKey.Of(Volume.Id, path), identity, bytes, content);
        }

        return status;
    }

    public void Dispose() => tree.Dispose();

    private long ApplyFile(ref ByteReader reader, ReadOnlySpan<byte> path, out UInt128? content)
    {
        var meta = Metadata.Read(ref reader);
        var size = reader.Count();
        var extents = reader.Int32();
        var parent = tree.OpenParent(path);
        using var file = Create(parent, BytePath.Name(path), path);
        var hasher = new RangeHasher();
        long bytes = 0, end = 0;
        for (; extents > 0; extents--)
        {
            var (offset, length, kind) = (reader.Count(), reader.Int32(), (ExtentKind)reader.Byte());
            end = CheckedEnd(offset, length, size);
            if (kind == ExtentKind.Zero)
            {
                file.WriteZeros(offset, length);
                continue;
            }

            var data = reader.Bytes(length);
            file.Write(data, offset);
            hasher.Append(offset, data);
            bytes += length;
        }

        if (end != size)
        {
            file.Truncate(size);
        }

        metadata.Apply(file, meta, path);
        content = ContentHash.OfOneRange(hasher.Finish(size));
        return bytes;
    }

    /// <summary>End of an extent that lies within the file.</summary>
    private static long CheckedEnd(long offset, long length, long size)
        => length >= 0 && offset <= size - length ? offset + length : throw new ProtocolException("an extent lies outside of its file");

    private Descriptor Create(Descriptor parent, ReadOnlySpan<byte> name, ReadOnlySpan<byte> path)
    {
        const int Flags = OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow;
        var number = Entries.TryOpen(parent.Number, name, Flags, NewFile);
        if (number < 0)
        {
            MakeRoom(parent, name, path, Entries.LastError);
            number = Entries.TryOpen(parent.Number, name, Flags, NewFile);
        }

        return number >= 0 ? new Descriptor(number) : throw LinuxException.Last("create", path);
    }

    // Never written in place: the old file may have other names, which must keep its content.
    private void MakeRoom(Descriptor parent, ReadOnlySpan<byte> name, ReadOnlySpan<byte> path, int error)
    {
        switch (error)
        {
            case Errno.Exists:
                tree.Remove(parent, name, path);
                break;
            case Errno.NotPermitted:
                TargetTree.Unguard(parent, name);
                tree.Remove(parent, name, path);
                break;
            default:
                throw new LinuxException("create", error, NameText.Readable(path));
        }
    }

    private void ApplySpecial(ref ByteReader reader, ReadOnlySpan<byte> path, RecordKind kind)
    {
        var meta = Metadata.Read(ref reader);
        var type = meta.Mode & FileKind.Mask;
        var target = kind == RecordKind.Symlink ? reader.Bytes(reader.UInt16()) : default;
        var device = kind == RecordKind.Node ? reader.UInt64() : 0;
        var allowed = kind == RecordKind.Symlink
            ? type == FileKind.Symlink && !target.IsEmpty && !target.Contains((byte)0)
            : type is FileKind.Fifo or FileKind.CharacterDevice or FileKind.BlockDevice;
        if (!allowed)
        {
            throw new ProtocolException("a special entry has an impossible type or target");
        }

        var parent = tree.OpenParent(path);
        var name = BytePath.Name(path);
        if (!Make(parent, name, target, meta.Mode, device))
        {
            MakeRoom(parent, name, path, Entries.LastError);
            if (!Make(parent, name, target, meta.Mode, device))
            {
                throw LinuxException.Last("create", path);
            }
        }

        metadata.Apply(parent, name, meta, path);
    }

    private static bool Make(Descriptor parent, ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, uint mode, ulong device)
        => target.IsEmpty ? Entries.TryMakeNode(parent.Number, name, mode, device) : Entries.TryMakeSymlink(parent.Number, name, target);

    private AckStatus ApplyLink(ref ByteReader reader, ReadOnlySpan<byte> path)
    {
        var existing = reader.Bytes(reader.UInt16());
        BytePath.Check(existing);
        using var source = tree.OpenParent(existing).Duplicate();
        var sourceName = BytePath.Name(existing);
        if (!FileStat.TryOf(source.Number, sourceName, out var stat) || stat.IsFolder)
        {
            return AckStatus.Incomplete;
        }

        var parent = tree.OpenParent(path);
        var name = BytePath.Name(path);
        if (FileStat.TryOf(parent.Number, name, out var there) && there.Inode == stat.Inode)
        {
            return AckStatus.Applied;
        }

        if (!Entries.TryLink(source.Number, sourceName, parent.Number, name))
        {
            if (Entries.LastError == Errno.NotPermitted)
            {
                TargetTree.Unguard(source, sourceName);
                TargetTree.Unguard(parent, name);
            }

            tree.Remove(parent, name, path);
            if (!Entries.TryLink(source.Number, sourceName, parent.Number, name))
            {
                throw LinuxException.Last("link", path);
            }
        }

        return AckStatus.Applied;
    }

    private void ApplyFolder(ref ByteReader reader, ReadOnlySpan<byte> path)
    {
        var meta = Metadata.Read(ref reader);
        if ((meta.Mode & FileKind.Mask) != FileKind.Folder)
        {
            throw new ProtocolException("a folder's record holds something else");
        }

        var folder = tree.OpenFolder(path);
        try
        {
            metadata.Apply(folder, meta, path);
        }
        catch (LinuxException error) when (error.Error == Errno.NotPermitted && InodeFlags.TrySet(folder, 0))
        {
            metadata.Apply(folder, meta, path);
        }
    }

    private void ApplyFlags(ref ByteReader reader, ReadOnlySpan<byte> path)
    {
        var flags = reader.UInt32();
        var parent = tree.OpenParent(path);
        var name = path.IsEmpty ? "."u8 : BytePath.Name(path);
        if (!FileStat.TryOf(parent.Number, name, out var stat) || stat.Kind is not (FileKind.Regular or FileKind.Folder))
        {
            return; // It changed on the source meanwhile; the next round brings what it is now.
        }

        using var entry = Entries.Open(parent.Number, name, OpenFlags.Read | OpenFlags.NoFollow | OpenFlags.NonBlocking, 0);
        metadata.ApplyFlags(entry, flags, path);
    }

    private AckStatus ApplyLargeFile(ref ByteReader reader, ReadOnlySpan<byte> path, out UInt128? content)
    {
        content = null;
        var meta = Metadata.Read(ref reader);
        var token = reader.UInt128();
        var size = reader.Count();
        var partial = Volume.Partial();
        var partialName = PartialFile.NameOf(token);
        var number = Entries.TryOpen(partial.Number, partialName, OpenFlags.ReadWrite | OpenFlags.NoFollow, 0);
        if (number < 0)
        {
            return Entries.LastError == Errno.NoEntry ? AckStatus.RangesMissing : throw LinuxException.Last("open", path);
        }

        using var file = new Descriptor(number);
        file.Truncate(size);
        metadata.Apply(file, meta, path);
        var parent = tree.OpenParent(path);
        var name = BytePath.Name(path);
        tree.Remove(parent, name, path);
        // Linked, not renamed: until the journal knows that it is finished, a crash must find the ranges again.
        if (!Entries.TryLink(partial.Number, partialName, parent.Number, name))
        {
            throw LinuxException.Last("link", path);
        }

        content = Volume.Content.OfLargeFile(token, size);
        durability.Afterwards(() => Entries.TryUnlink(Volume.Partial().Number, partialName, isFolder: false));
        return AckStatus.Applied;
    }
}
