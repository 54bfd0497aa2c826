using System.Collections.Concurrent;

namespace FleetMigrator.LocalRegion.Hosting;

/// <summary>
/// Long work that calls start and describe: one after the other for one thing, side by side for different ones. Work
/// that a stop interrupts leaves its document as it is; the next start queues it again.
/// </summary>
internal sealed partial class Work(ILogger<Work> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _percent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private bool _disposed;

    /// <summary>Queues work on a thing. Failures of the thing itself are the work's to record; what escapes is logged.</summary>
    public void Start(string id, Func<CancellationToken, Task> work) => _ = Queue(id, work);

    /// <inheritdoc cref="Start"/>
    /// <returns>Ends with the work, without its failure.</returns>
    public Task Queue(string id, Func<CancellationToken, Task> work)
    {
        lock (_gate)
        {
            foreach (var (ended, _) in _last.Where(one => one.Value.IsCompleted).ToList())
            {
                _last.Remove(ended);
            }

            var before = _last.GetValueOrDefault(id) ?? Task.CompletedTask;
            return _last[id] = Task.Run(() => Run(id, before, work));
        }
    }

    public void Report(string id, int percent) => _percent[id] = Math.Clamp(percent, 0, 100);

    public int Percent(string id) => _percent.GetValueOrDefault(id);

    /// <summary>Forgets how far a thing was, once its document says that it is done.</summary>
    public void Done(string id) => _percent.TryRemove(id, out _);

    /// <summary>Asks the running work on a thing to end.</summary>
    public void Cancel(string id)
    {
        if (!_running.TryGetValue(id, out var running))
        {
            return;
        }

        try
        {
            running.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work ended between the look and the call, which is what was wanted.
        }
    }

    /// <summary>Ends when nothing is queued or running.</summary>
    public async Task Idle()
    {
        while (true)
        {
            Task[] open;
            lock (_gate)
            {
                open = [.. _last.Values.Where(task => !task.IsCompleted)];
            }

            if (open.Length == 0)
            {
                return;
            }

            await Task.WhenAll(open);
        }
    }

    /// <summary>Ends all work. Repeating it is safe.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _stopping.CancelAsync();
        await Idle();
        _stopping.Dispose();
    }

    private async Task Run(string id, Task before, Func<CancellationToken, Task> work)
    {
        await before;
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        _running[id] = cancellation;
        try
        {
            await work(cancellation.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            LogInterrupted(id);
        }
        catch (Exception problem)
        {
            LogBroken(id, problem);
        }
        finally
        {
            _running.TryRemove(id, out _);
            Done(id);
        }
    }

    [LoggerMessage(4811, LogLevel.Information, "Work on {Id} was interrupted")]
    private partial void LogInterrupted(string id);

    [LoggerMessage(4812, LogLevel.Error, "Work on {Id} broke")]
    private partial void LogBroken(string id, Exception problem);
}
