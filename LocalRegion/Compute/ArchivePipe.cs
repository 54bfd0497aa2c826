using System.Diagnostics;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>
/// GNU tar with holes kept, compressed on the way: <c>pigz -1</c> where it is installed, otherwise <c>gzip -1</c>. The
/// speed of the first level matters more here than the size, since nothing leaves this machine.
/// </summary>
internal sealed class ArchivePipe : IAsyncDisposable
{
    private const int BufferBytes = 256 * 1024;
    private readonly Process _tar;
    private readonly Process _compressor;
    private readonly Task _feed;
    private readonly Task<string> _tarErrors;
    private readonly Task<string> _compressorErrors;

    private ArchivePipe(Process tar, Process compressor, Action<long> read, CancellationToken cancellation)
    {
        _tar = tar;
        _compressor = compressor;
        _tarErrors = tar.StandardError.ReadToEndAsync(CancellationToken.None);
        _compressorErrors = compressor.StandardError.ReadToEndAsync(CancellationToken.None);
        _feed = Feed(read, cancellation);
    }

    /// <summary>The compressed archive; at its end call <see cref="Complete"/>.</summary>
    public Stream Output => _compressor.StandardOutput.BaseStream;

    public static ArchivePipe Start(string folder, string name, Action<long> read, CancellationToken cancellation)
    {
        var tar = Run("tar", ["--create", "--sparse", "--file", "-", "--directory", folder, "--owner=0", "--group=0", name], input: false);
        try
        {
            var pigz = File.Exists("/usr/bin/pigz");
            return new ArchivePipe(tar, Run(pigz ? "pigz" : "gzip", ["-1", "--stdout"], input: true), read, cancellation);
        }
        catch
        {
            tar.Kill();
            tar.Dispose();
            throw;
        }
    }

    /// <summary>Throws unless both programs ended well: a cut archive looks whole to a reader of its stream.</summary>
    public async Task Complete(CancellationToken cancellation)
    {
        await _feed;
        await _tar.WaitForExitAsync(cancellation);
        await _compressor.WaitForExitAsync(cancellation);
        if (_tar.ExitCode != 0 || _compressor.ExitCode != 0)
        {
            throw new IOException($"Packing failed: tar {_tar.ExitCode} {await _tarErrors} compressor {_compressor.ExitCode} {await _compressorErrors}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill(_tar);
        Kill(_compressor);
        try
        {
            await _feed;
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // Cut off on purpose; whoever waits for Complete has been told already.
        }

        _tar.Dispose();
        _compressor.Dispose();
    }

    private async Task Feed(Action<long> read, CancellationToken cancellation)
    {
        var buffer = new byte[BufferBytes];
        var total = 0L;
        await using var target = _compressor.StandardInput.BaseStream;
        int length;
        while ((length = await _tar.StandardOutput.BaseStream.ReadAsync(buffer, cancellation)) > 0)
        {
            await target.WriteAsync(buffer.AsMemory(0, length), cancellation);
            total += length;
            read(total);
        }
    }

    private static Process Run(string program, IReadOnlyList<string> arguments, bool input)
        => Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = input,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new IOException($"{program} could not be started.");

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}
