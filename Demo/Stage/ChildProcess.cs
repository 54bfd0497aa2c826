using System.Diagnostics;

namespace FleetMigrator.Demo.Stage;

/// <summary>A process that the demo started: its output goes to a log file, it is ended by its id and by nothing else.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Lock _gate = new();
    private readonly List<(Func<string, bool> Matches, TaskCompletionSource<string> Found)> _waiting = [];

    private readonly int _stopSignal;

    private ChildProcess(string name, Process process, StreamWriter log, int stopSignal)
        => (Name, _process, _log, _stopSignal) = (name, process, log, stopSignal);

    /// <summary>For messages.</summary>
    public string Name { get; }

    /// <summary>Process id.</summary>
    public int Id => _process.Id;

    /// <summary>Where its output goes.</summary>
    public required string LogPath { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="program">Its path, or its name on the PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="logPath">Where its output goes.</param>
    /// <param name="environment">What is added to this process's environment.</param>
    /// <param name="workingFolder">This process's own when null.</param>
    /// <param name="stopSignal">What asks it to end.</param>
    public static ChildProcess Start(
        string name,
        string program,
        IEnumerable<string> arguments,
        string logPath,
        IReadOnlyDictionary<string, string>? environment = null,
        string? workingFolder = null,
        int stopSignal = Signals.Terminate)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = workingFolder ?? "" };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        var log = new StreamWriter(logPath, append: true) { AutoFlush = true };
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var child = new ChildProcess(name, process, log, stopSignal) { LogPath = logPath };
        process.OutputDataReceived += (_, line) => child.Take(line.Data);
        process.ErrorDataReceived += (_, line) => child.Take(line.Data);
        process.Exited += (_, _) => child.Ended();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The first output line from now on that matches; fails when the process ends before.</summary>
    public async Task<string> Line(Func<string, bool> matches, TimeSpan limit, CancellationToken cancellation)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((matches, found));
        }

        if (_process.HasExited)
        {
            Ended();
        }

        try
        {
            return await found.Task.WaitAsync(limit, cancellation);
        }
        catch (TimeoutException)
        {
            throw new DemoException($"{Name} did not get ready within {limit.TotalSeconds:0} s", "Look at its log.", LogPath);
        }
    }

    /// <summary>SIGKILL: the process gets no chance to say goodbye.</summary>
    public async Task Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGSTOP: it keeps everything that it holds and does nothing.</summary>
    public void Freeze() => Signals.Send(_process.Id, Signals.Stop);

    /// <summary>SIGCONT after <see cref="Freeze"/>.</summary>
    public void Thaw() => Signals.Send(_process.Id, Signals.Continue);

    /// <summary>Waits for its end, whoever ended it.</summary>
    public Task Exit(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    /// <summary>Asks it to end, then SIGKILL after a grace time.</summary>
    public async Task Stop()
    {
        if (_process.HasExited)
        {
            return;
        }

        Signals.Send(_process.Id, _stopSignal);
        try
        {
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Grace);
        }
        catch (TimeoutException)
        {
            await Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _process.Dispose();
        lock (_gate)
        {
            _log.Dispose();
        }
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            if (_log.BaseStream is null)
            {
                return;
            }

            _log.WriteLine(line);
            foreach (var waiter in _waiting.Where(waiter => waiter.Matches(line)).ToList())
            {
                _waiting.Remove(waiter);
                waiter.Found.TrySetResult(line);
            }
        }
    }

    private void Ended()
    {
        lock (_gate)
        {
            foreach (var (_, found) in _waiting)
            {
                found.TrySetException(new DemoException($"{Name} ended before it was ready", "Look at its log.", LogPath));
            }

            _waiting.Clear();
        }
    }
}
