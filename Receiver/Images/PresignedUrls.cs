using System.Collections.Concurrent;
using FleetMigrator.Receiver.Commands;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Receiver.Images;

/// <summary>
/// Asks the silo for addresses: a receiver holds no cloud key. A question is repeated until it is answered, because the session may
/// break between question and answer.
/// </summary>
internal sealed class PresignedUrls(IUplink uplink, TimeProvider clock)
{
    private static readonly TimeSpan _askAgain = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Command, int FirstPart), TaskCompletionSource<UploadUrls>> _uploads = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<SourceUrl>> _sources = new(StringComparer.Ordinal);

    public async Task<UploadUrls> ForParts(UploadUrlsWanted wanted, CancellationToken cancellation)
    {
        var key = (wanted.CommandId, wanted.FirstPart);
        var answer = _uploads.GetOrAdd(key, _ => new TaskCompletionSource<UploadUrls>(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            return await Ask(new ReceiverUp { UploadUrlsWanted = wanted }, answer.Task, cancellation);
        }
        finally
        {
            _uploads.TryRemove(key, out _);
        }
    }

    public async Task<string> ForSource(string command, CancellationToken cancellation)
    {
        var answer = _sources.GetOrAdd(command, _ => new TaskCompletionSource<SourceUrl>(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            return (await Ask(new ReceiverUp { SourceUrlWanted = new SourceUrlWanted { CommandId = command } }, answer.Task, cancellation)).Url;
        }
        finally
        {
            _sources.TryRemove(command, out _);
        }
    }

    public void Answer(UploadUrls urls) => _uploads.GetValueOrDefault((urls.CommandId, urls.FirstPart))?.TrySetResult(urls);

    public void Answer(SourceUrl url) => _sources.GetValueOrDefault(url.CommandId)?.TrySetResult(url);

    private async Task<T> Ask<T>(ReceiverUp question, Task<T> answer, CancellationToken cancellation)
    {
        while (true)
        {
            uplink.TrySend(question);
            try
            {
                return await answer.WaitAsync(_askAgain, clock, cancellation);
            }
            catch (TimeoutException)
            {
                // Asked again: the session may have been down, or the answer lost with it.
            }
        }
    }
}
