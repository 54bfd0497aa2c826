using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
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

    /// <summary>Enough of the compressed archive to see the header of its first member.</summary>
    private const int OpeningBytes = 1 << 16;

    /// <param name="feed">Writes the compressed archive into the stream given.</param>
    /// <returns>The image's size.</returns>
    public static async Task<long> Unpack(Func<Stream, CancellationToken, Task> feed, string file, CancellationToken cancellation)
    {
        var archive = new Pipe();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var feeding = Feed(feed, archive.Writer, stop.Token);
        try
        {
            var opening = await archive.Reader.ReadAtLeastAsync(OpeningBytes, cancellation);
            var sparse = ArchiveOpening.IsSparse(opening.Buffer.ToArray());
            archive.Reader.AdvanceTo(opening.Buffer.Start);
            var size = sparse ? await UnpackHoles(archive.Reader, file, cancellation) : await UnpackPlain(archive.Reader, file, cancellation);
            await feeding;
            return size;
        }
        finally
        {
            // After a failure nobody needs the rest; what went wrong first is on its way to the caller.
            await stop.CancelAsync();
            await archive.Reader.CompleteAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task Feed(Func<Stream, CancellationToken, Task> feed, PipeWriter archive, CancellationToken cancellation)
    {
        try
        {
            await using var stream = archive.AsStream(leaveOpen: true);
            await feed(stream, cancellation);
            await archive.CompleteAsync();
        }
        catch (Exception broken)
        {
            await archive.CompleteAsync(broken);
            throw;
        }
    }

    // The archive lists the holes itself: tar steps over them when its output is a file, but writes 512 zeros at a time into a pipe.
    private static async Task<long> UnpackHoles(PipeReader archive, string file, CancellationToken cancellation)
    {
        using var process = Process.Start(Toolbox.Describe("sh", ["-c", "exec \"$@\" > \"$0\"", file, "tar", .. Extract()]))!;
        var output = await Drive(process, archive, process.StandardOutput.ReadToEndAsync(cancellation), cancellation);
        return Judge(process.ExitCode, output.Listing, new FileInfo(file).Length);
    }

    private static async Task<long> UnpackPlain(PipeReader archive, string file, CancellationToken cancellation)
    {
        using var process = Process.Start(Toolbox.Describe("tar", Extract()))!;
        var output = await Drive(process, archive, Write(process.StandardOutput.BaseStream, file, cancellation), cancellation);
        return Judge(process.ExitCode, output.Listing, output.Result);
    }

    private static IEnumerable<string> Extract()
        => ["--extract", "--to-stdout", "-vv", "--file=-", "--use-compress-program=" + (Toolbox.Has("pigz") ? "pigz -d" : "gzip -d")];

    private static async Task<(T Result, string Listing)> Drive<T>(Process process, PipeReader archive, Task<T> writing, CancellationToken cancellation)
    {
        var listing = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await Pass(archive, process);
            var result = await writing;
            await process.WaitForExitAsync(cancellation);
            return (result, await listing);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task Pass(PipeReader archive, Process process)
    {
        try
        {
            await using (process.StandardInput.BaseStream)
            {
                await archive.CopyToAsync(process.StandardInput.BaseStream);
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
