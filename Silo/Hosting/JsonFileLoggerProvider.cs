using System.Threading.Channels;

namespace FleetMigrator.Silo.Hosting;

/// <summary>Writes the log as one JSON object a line to a file, which is renewed when it grows too large.</summary>
[ProviderAlias("JsonFile")]
internal sealed class JsonFileLoggerProvider : ILoggerProvider
{
    private const long LargestFile = 10 * 1024 * 1024;
    private const int OlderFiles = 5;

    // A disk that is slower than the log costs lines, not the silo's memory.
    private const int LongestQueue = 10_000;

    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(LongestQueue) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Task _writing;

    public JsonFileLoggerProvider(string path, TimeProvider clock)
    {
        _path = path;
        _clock = clock;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _writing = Task.Run(Write);
    }

    public ILogger CreateLogger(string categoryName) => new JsonFileLogger(categoryName, _clock, line => _lines.Writer.TryWrite(line));

    public void Dispose()
    {
        _lines.Writer.TryComplete();
        // Disposal of providers is synchronous; the writer runs on the pool and takes no lock of ours.
#pragma warning disable VSTHRD002
        _writing.Wait(TimeSpan.FromSeconds(2));
#pragma warning restore VSTHRD002
    }

    private async Task Write()
    {
        var file = Open();
        try
        {
            while (await _lines.Reader.WaitToReadAsync())
            {
                while (_lines.Reader.TryRead(out var line))
                {
                    await file.WriteLineAsync(line);
                }

                await file.FlushAsync();
                if (file.BaseStream.Length > LargestFile)
                {
                    await file.DisposeAsync();
                    Renew();
                    file = Open();
                }
            }
        }
        catch (IOException failure)
        {
            // The log is where failures are told; its own can only go to the console.
            await Console.Error.WriteLineAsync($"The log file {_path} cannot be written: {failure.Message}");
        }
        finally
        {
            await file.DisposeAsync();
        }
    }

    private StreamWriter Open() => new(new FileStream(_path, new FileStreamOptions
    {
        Mode = FileMode.Append,
        Access = FileAccess.Write,
        Share = FileShare.ReadWrite | FileShare.Delete,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    }));

    private void Renew()
    {
        for (var older = OlderFiles - 1; older >= 1; older--)
        {
            if (File.Exists($"{_path}.{older}"))
            {
                File.Move($"{_path}.{older}", $"{_path}.{older + 1}", overwrite: true);
            }
        }

        File.Move(_path, $"{_path}.1", overwrite: true);
    }
}
