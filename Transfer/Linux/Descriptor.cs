using System.Runtime.InteropServices;

namespace FleetMigrator.Transfer.Linux;

/// <summary>An open file or folder and what can be done with it. Closed on exec.</summary>
public sealed unsafe class Descriptor : IDisposable
{
    private const int SeekData = 3;
    private const int SeekHole = 4;
    private const int KeepSize = 1;
    private const int PunchHole = 2;

    private int _number;

    internal Descriptor(int number) => _number = number;

    /// <summary>The kernel's number.</summary>
    public int Number => _number >= 0 ? _number : throw new ObjectDisposedException(nameof(Descriptor));

    /// <summary>Opens a path of text, for roots and state files.</summary>
    /// <exception cref="LinuxException">The kernel's refusal.</exception>
    public static Descriptor OpenFolder(string path)
        => Entries.Open(OpenFlags.AtCurrentFolder, System.Text.Encoding.UTF8.GetBytes(path), OpenFlags.Folder, 0);

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    /// <exception cref="LinuxException">The kernel's refusal.</exception>
    public int Read(Span<byte> buffer, long offset)
    {
        var done = 0;
        fixed (byte* start = buffer)
        {
            while (done < buffer.Length)
            {
                var count = Libc.ReadAt(Number, start + done, (nuint)(buffer.Length - done), offset + done);
                if (count == 0)
                {
                    break;
                }

                done += count > 0 ? (int)count : Marshal.GetLastPInvokeError() == Errno.Interrupted ? 0 : throw LinuxException.Last("read", Subject);
            }
        }

        return done;
    }

    /// <summary>Writes all of the buffer.</summary>
    /// <exception cref="LinuxException">The kernel's refusal.</exception>
    public void Write(ReadOnlySpan<byte> buffer, long offset)
    {
        var done = 0;
        fixed (byte* start = buffer)
        {
            while (done < buffer.Length)
            {
                var count = Libc.WriteAt(Number, start + done, (nuint)(buffer.Length - done), offset + done);
                done += count > 0 ? (int)count : Marshal.GetLastPInvokeError() == Errno.Interrupted ? 0 : throw LinuxException.Last("write", Subject);
            }
        }
    }

    /// <summary>The next stretch of data at or after an offset; false when only a hole follows.
    /// A file system that knows no holes reports one stretch.</summary>
    public bool NextData(long offset, long end, out long start, out long stop)
    {
        (start, stop) = (offset, end);
        if (offset >= end)
        {
            return false;
        }

        var data = Libc.Seek(Number, offset, SeekData);
        if (data < 0)
        {
            return Marshal.GetLastPInvokeError() switch
            {
                Errno.NoDevice => false,
                Errno.Invalid or Errno.NotSupported => true,
                _ => throw LinuxException.Last("lseek", Subject),
            };
        }

        if (data >= end)
        {
            return false;
        }

        var hole = Libc.Seek(Number, data, SeekHole);
        (start, stop) = (data, hole < 0 ? end : Math.Min(hole, end));
        return true;
    }

    public void Truncate(long length) => Check(Libc.Truncate(Number, length), "ftruncate");

    /// <summary>Reserves blocks that read as zeros; writes the zeros where the file system can't reserve.</summary>
    public void WriteZeros(long offset, long length)
    {
        if (Libc.Allocate(Number, 0, offset, length) == 0)
        {
            return;
        }

        if (Marshal.GetLastPInvokeError() is not (Errno.NotSupported or Errno.Invalid))
        {
            throw LinuxException.Last("fallocate", Subject);
        }

        Span<byte> zeros = stackalloc byte[4096];
        zeros.Clear();
        for (var at = offset; at < offset + length; at += zeros.Length)
        {
            Write(zeros[..(int)Math.Min(zeros.Length, offset + length - at)], at);
        }
    }

    /// <summary>Makes a stretch a hole again.</summary>
    public void Punch(long offset, long length)
    {
        if (Libc.Allocate(Number, PunchHole | KeepSize, offset, length) != 0 && Marshal.GetLastPInvokeError() == Errno.NotSupported)
        {
            WriteZeros(offset, length);
        }
    }

    public void ChangeMode(uint permissions) => Check(Libc.ChangeMode(Number, permissions & FileKind.Permissions), "fchmod");

    public void ChangeOwner(uint user, uint group) => Check(Libc.ChangeOwner(Number, user, group), "fchown");

    public void ChangeTimes(FileTime accessed, FileTime modified)
    {
        var times = stackalloc long[] { accessed.Seconds, accessed.Nanoseconds, modified.Seconds, modified.Nanoseconds };
        Check(Libc.ChangeTimes(Number, times), "futimens");
    }

    public void Flush() => Check(Libc.Flush(Number), "fsync");

    public void FlushFileSystem() => Check(Libc.FlushFileSystem(Number), "syncfs");

    /// <summary>What statx says.</summary>
    public FileStat Stat() => FileStat.Of(Number, default);

    /// <summary>A second descriptor of the same open file.</summary>
    public Descriptor Duplicate()
    {
        var copy = Libc.Duplicate(Number);
        return copy >= 0 ? new Descriptor(copy) : throw LinuxException.Last("dup", Subject);
    }

    public void Dispose()
    {
        var number = Interlocked.Exchange(ref _number, -1);
        if (number >= 0)
        {
            _ = Libc.Close(number); // Nothing can be done about a failing close, and data was flushed explicitly before.
        }
    }

    private string Subject => $"descriptor {_number}";

    private void Check(int result, string call)
    {
        if (result != 0)
        {
            throw LinuxException.Last(call, Subject);
        }
    }
}
