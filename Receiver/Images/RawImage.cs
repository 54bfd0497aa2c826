using System.Diagnostics;
using FleetMigrator.Receiver.Faults;
using FleetMigrator.Receiver.Tools;

namespace FleetMigrator.Receiver.Images;

/// <summary>
/// Unpacks an exported tar.gz into a raw image with holes. tar itself writes runs of zeros out; here they become holes, so that a
/// scratch disk of the used size is enough.
/// </summary>
internal static class RawImage
{
    private const int Block = 1 << 16;
    private const int SectorBytes = 512;

    /// <param name="feed">Writes the compressed archive into the stream given.</param>
    /// <returns>The image's size.</returns>
    public static async Task<long> Unpack(Func<Stream, Task> feed, string file, CancellationToken cancellation)
    {
        var start = Toolbox.Describe("tar", ["--extract", "--to-stdout", "-vv", "--file=-", "--use-compress-program=" + (Toolbox.Has("pigz") ? "pigz -d" : "gzip -d")]);
        using var process = Process.Start(start)!;
        var listing = process.StandardError.ReadToEndAsync(cancellation);
        var writing = Write(process.StandardOutput.BaseStream, file, cancellation);
        try
        {
            await Feed(feed, process);
            var size = await writing;
            await process.WaitForExitAsync(cancellation);
            return Judge(process.ExitCode, await listing, size);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task Feed(Func<Stream, Task> feed, Process process)
    {
        try
        {
            await using (process.StandardInput.BaseStream)
            {
                await feed(process.StandardInput.BaseStream);
            }
        }
        catch (IOException)
        {
            // tar gave up on its input; what it said about that is judged afterwards.
        }
    }

    // With -vv each member is one line: "-rw-r--r-- 0/0 1073741824 2024-01-01 00:00 disk.raw".
    private static long Judge(int status, string listing, long size)
    {
        var lines = listing.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (status != 0)
        {
            throw FaultCode.BadObject.With($"tar ended with status {status}: {string.Join(" | ", lines.TakeLast(4))}");
        }

        var members = lines.Where(line => line.StartsWith('-')).Select(line => line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (members is not [[_, _, var said, _, _, var name]] || !name.EndsWith(".raw", StringComparison.Ordinal))
        {
            throw FaultCode.BadObject.With($"it should hold one .raw file, but holds: {string.Join(" | ", lines.Take(4))}");
        }

        return said == size.ToString() && size > 0 && size % SectorBytes == 0
            ? size
            : throw FaultCode.BadObject.With($"{name} should have {said} bytes, {size} came out");
    }

    private static async Task<long> Write(Stream source, string path, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var buffer = new byte[1 << 20];
        long size = 0;
        int count;
        while ((count = await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation)) > 0)
        {
            for (var start = 0; start < count; start += Block)
            {
                var piece = buffer.AsMemory(start, Math.Min(Block, count - start));
                if (piece.Span.IndexOfAnyExcept((byte)0) >= 0)
                {
                    file.Position = size + start;
                    await file.WriteAsync(piece, cancellation);
                }
            }

            size += count;
        }

        file.SetLength(size);
        return size;
    }
}
