using System.Buffers;
using System.Security.Cryptography;
using FleetMigrator.Cloud.Protocol.Checksums;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>The files behind objects and parts. A file is complete and flushed before its name is given out.</summary>
internal sealed class ByteStore
{
    private const int BufferBytes = 256 * 1024;
    private readonly string _files;
    private readonly string _incoming;

    public ByteStore(string dataFolder)
    {
        _files = Directory.CreateDirectory(Path.Combine(dataFolder, "oss", "files")).FullName;
        _incoming = Directory.CreateDirectory(Path.Combine(dataFolder, "oss", "incoming")).FullName;
    }

    /// <summary>Stores a stream of unknown length with one buffer of memory.</summary>
    public async Task<ReceivedBytes> Receive(Stream source, CancellationToken cancellation)
    {
        var name = Guid.NewGuid().ToString("N");
        var temporary = Path.Combine(_incoming, name);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
#pragma warning disable CA5351 // The entity tag of the protocol is an MD5; it protects nothing.
            using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
            var crc = new Crc64Ecma();
            var length = 0L;
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous))
            {
                int read;
                while ((read = await source.ReadAsync(buffer, cancellation)) > 0)
                {
                    md5.AppendData(buffer, 0, read);
                    crc.Append(buffer.AsSpan(0, read));
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
                    length += read;
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, Path.Combine(_files, name));
            AtomicFile.FlushFolder(_files);
            return new ReceivedBytes(new Segment(name, length), md5.GetHashAndReset(), crc.Value);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The bytes from <paramref name="offset"/>, file after file. Files that vanish after opening stay readable.</summary>
    public Stream Open(IReadOnlyList<Segment> segments, long offset, long length)
    {
        var files = new List<(FileStream File, long Start, long Length)>();
        try
        {
            var start = 0L;
            foreach (var segment in segments)
            {
                var from = Math.Max(offset - start, 0);
                var until = Math.Min(offset + length - start, segment.Length);
                if (from < until)
                {
                    var path = Path.Combine(_files, segment.File);
                    files.Add((new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.Asynchronous), from, until - from));
                }

                start += segment.Length;
            }

            return new SegmentStream(files);
        }
        catch
        {
            files.ForEach(file => file.File.Dispose());
            throw;
        }
    }

    public void Delete(IEnumerable<Segment> segments)
    {
        foreach (var segment in segments)
        {
            File.Delete(Path.Combine(_files, segment.File));
        }
    }

    /// <summary>At start: what a crash left between a file's arrival and its document is thrown away.</summary>
    public void KeepOnly(IReadOnlySet<string> known)
    {
        foreach (var path in Directory.EnumerateFiles(_incoming))
        {
            File.Delete(path);
        }

        foreach (var path in Directory.EnumerateFiles(_files).Where(path => !known.Contains(Path.GetFileName(path))))
        {
            File.Delete(path);
        }
    }
}
