using System.Threading.Channels;
using Grpc.Core;

namespace FleetMigrator.Silo.Agents;

/// <summary>
/// The way down of one session: whoever has something to say puts it into a bounded queue, one writer sends it. A peer that
/// does not read ends its session; what it missed is sent again after it reconnects.
/// </summary>
/// <typeparam name="T">The message.</typeparam>
internal sealed class DownStream<T> : IDisposable
{
    private const int Longest = 256;

    // A peer that is there answers within a round trip; a stop of the silo must not wait longer for one that is not.
    private static readonly TimeSpan _linger = TimeSpan.FromSeconds(1);

    private readonly Channel<T> _queue = Channel.CreateBounded<T>(new BoundedChannelOptions(Longest) { SingleReader = true });
    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _stopping;
    private Task? _reading;

    /// <param name="gone">Signalled when the peer has gone.</param>
    /// <param name="stopping">Signalled when the silo stops.</param>
    public DownStream(CancellationToken gone, CancellationToken stopping)
    {
        _stopping = stopping;
        _end = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping);
        Ended = _end.Token;
    }

    /// <summary>Signalled when the session shall end, for whatever reason.</summary>
    public CancellationToken Ended { get; }

    public void Send(T message)
    {
        if (!_queue.Writer.TryWrite(message))
        {
            End();
        }
    }

    /// <summary>Ends the session after a last word.</summary>
    public void End(T lastWord)
    {
        _queue.Writer.TryWrite(lastWord);
        End();
    }

    public void End()
    {
        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already; a late observer call is no news.
        }
    }

    /// <summary>Sends until the session ends, then what is still waiting.</summary>
    public async Task Write(IServerStreamWriter<T> stream, T lastWordOnStop)
    {
        try
        {
            await foreach (var message in _queue.Reader.ReadAllAsync(Ended))
            {
                await stream.WriteAsync(message, Ended);
            }
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested)
        {
            if (_stopping.IsCancellationRequested)
            {
                _queue.Writer.TryWrite(lastWordOnStop);
            }

            await WriteRest(stream);
        }
        catch (Exception broken) when (broken is IOException or InvalidOperationException or RpcException)
        {
            // The connection has gone; the reading side notices it too and ends the session.
            End();
        }
    }

    /// <summary>
    /// Waits until the peer has said everything or the session ends. A pending read is not cancelled: that would cut the connection
    /// before the last word is out. It ends with the call.
    /// </summary>
    public async Task Until(Task reading)
    {
        _reading = reading;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = Ended.Register(() => ended.TrySetResult());
        if (await Task.WhenAny(reading, ended.Task) == reading)
        {
            await reading;
            return;
        }

        _ = Observe(reading);
    }

    /// <summary>
    /// Gives the peer a moment to hear the last word and to close its side. A call that returns while its peer may still speak is
    /// reset, and a reset overtakes what was written before it.
    /// </summary>
    public Task Linger() => _reading is { IsCompleted: false } reading ? Task.WhenAny(reading, Task.Delay(_linger)) : Task.CompletedTask;

    public void Dispose() => _end.Dispose();

    private static async Task Observe(Task reading)
    {
        try
        {
            await reading;
        }
        catch (Exception)
        {
            // The session has ended; what was being read when it did is said again in the next one.
        }
    }

    private async Task WriteRest(IServerStreamWriter<T> stream)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            while (_queue.Reader.TryRead(out var message))
            {
                await stream.WriteAsync(message, limit.Token);
            }
        }
        catch (Exception broken) when (broken is OperationCanceledException or InvalidOperationException or IOException or RpcException)
        {
            // The peer has gone before us; it reconnects without having been told.
        }
    }
}
