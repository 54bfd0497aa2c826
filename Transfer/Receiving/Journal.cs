using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>
/// What of one volume is finished: an append-only file of 32-byte records, the last one of a key counts. It belongs to one
/// file system; when that was made anew, the journal starts anew too.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int HeadLength = 64;
    private const int ReadLength = 1024 * JournalRecord.Size;
    private static ReadOnlySpan<byte> Magic => "FLEETJ1\n"u8;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly byte[] _head;
    private FileStream _file;

    private Journal(string path, byte[] head, FileStream file) => (_path, _head, _file) = (path, head, file);

    /// <summary>Opens or begins a journal. A torn end, as a crash leaves it, is cut off.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="owner">Names job, volume and file system; another owner's journal is discarded.</param>
    public static Journal Open(string path, UInt128 owner)
    {
        var head = new byte[HeadLength];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteUInt128LittleEndian(head.AsSpan(8), owner);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var journal = new Journal(path, head, file);
        var found = new byte[HeadLength];
        if (file.ReadAtLeast(found, HeadLength, throwOnEndOfStream: false) < HeadLength || !found.AsSpan().SequenceEqual(head))
        {
            file.SetLength(0);
            file.Position = 0;
            file.Write(head);
            file.Flush(flushToDisk: true);
        }
        else
        {
            file.SetLength(HeadLength + journal.Replay(static _ => { }));
        }

        file.Position = file.Length;
        return journal;
    }

    /// <summary>Appends records without waiting for the disk: they survive the process, not the machine.</summary>
    public void Append(ReadOnlySpan<JournalRecord> records)
    {
        if (records.IsEmpty)
        {
            return;
        }

        var buffer = new byte[records.Length * JournalRecord.Size];
        for (var i = 0; i < records.Length; i++)
        {
            records[i].Write(buffer.AsSpan(i * JournalRecord.Size));
        }

        lock (_gate)
        {
            _file.Write(buffer);
        }
    }

    /// <summary>Makes all that was appended survive the machine.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            _file.Flush(flushToDisk: true);
        }
    }

    /// <summary>The last record of each key that still names an identity.</summary>
    public List<JournalRecord> Latest()
    {
        lock (_gate)
        {
            return LatestHere();
        }
    }

    /// <summary>Rewrites the journal with the records to keep, durable when this returns.</summary>
    public void Compact(Func<ulong, bool> keep)
    {
        lock (_gate)
        {
            var next = new FileStream(_path + ".next", FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: ReadLength);
            next.Write(_head);
            Span<byte> buffer = stackalloc byte[JournalRecord.Size];
            foreach (var record in LatestHere())
            {
                if (keep(record.Key))
                {
                    record.Write(buffer);
                    next.Write(buffer);
                }
            }

            next.Flush(flushToDisk: true);
            File.Move(_path + ".next", _path, overwrite: true);
            using (var folder = Linux.Descriptor.OpenFolder(Path.GetDirectoryName(Path.GetFullPath(_path))!))
            {
                folder.Flush(); // The new name must be on the disk before anything is deleted that the old file promises.
            }

            _file.Dispose();
            _file = next;
        }
    }

    public void Dispose() => _file.Dispose();

    private List<JournalRecord> LatestHere()
    {
        var all = new List<JournalRecord>((int)((_file.Length - HeadLength) / JournalRecord.Size));
        Replay(all.Add);
        _file.Position = _file.Length;
        all.Sort(static (left, right) => left.Key != right.Key ? left.Key.CompareTo(right.Key) : left.Order.CompareTo(right.Order));
        var span = CollectionsMarshal.AsSpan(all);
        var kept = 0;
        for (var i = 0; i < span.Length; i++)
        {
            var last = i + 1 == span.Length || span[i + 1].Key != span[i].Key;
            if (last && span[i].Identity != UInt128.Zero)
            {
                span[kept++] = span[i];
            }
        }

        all.RemoveRange(kept, all.Count - kept);
        return all;
    }

    /// <returns>Bytes of whole, valid records.</returns>
    private long Replay(Action<JournalRecord> each)
    {
        _file.Position = HeadLength;
        var buffer = new byte[ReadLength];
        long valid = 0;
        for (uint order = 0; ;)
        {
            var read = _file.ReadAtLeast(buffer, ReadLength, throwOnEndOfStream: false);
            for (var at = 0; at + JournalRecord.Size <= read; at += JournalRecord.Size)
            {
                if (!JournalRecord.TryRead(buffer.AsSpan(at), order++, out var record))
                {
                    return valid;
                }

                each(record);
                valid += JournalRecord.Size;
            }

            if (read < ReadLength)
            {
                return valid;
            }
        }
    }
}
