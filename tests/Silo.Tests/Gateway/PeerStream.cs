using Grpc.Core;

namespace FleetMigrator.Silo.Tests.Gateway;

/// <summary>The peer's end of a stream.</summary>
internal sealed class PeerStream<TUp, TDown>(AsyncDuplexStreamingCall<TUp, TDown> call) : IDisposable
{
    // Generous: the machine that runs the tests may be busy.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public async Task Send(TUp message)
    {
        try
        {
            await call.RequestStream.WriteAsync(message);
        }
        catch (RpcException)
        {
            // Refused before it could be said; the answer tells why.
        }
    }

    /// <summary>Says that nothing more will be said, as a peer does that was told to reconnect.</summary>
    public Task Finish() => call.RequestStream.CompleteAsync();

    /// <summary>The next message that fits.</summary>
    public async Task<TDown> Next(Func<TDown, bool> fits)
    {
        using var limit = new CancellationTokenSource(_patience);
        while (await call.ResponseStream.MoveNext(limit.Token))
        {
            if (fits(call.ResponseStream.Current))
            {
                return call.ResponseStream.Current;
            }
        }

        throw new InvalidOperationException($"The stream ended with {call.GetStatus().StatusCode} before the message came.");
    }

    /// <summary>Reads to the end of the stream.</summary>
    public async Task<StatusCode> End()
    {
        using var limit = new CancellationTokenSource(_patience);
        try
        {
            while (await call.ResponseStream.MoveNext(limit.Token))
            {
            }
        }
        catch (RpcException refused)
        {
            Refusal = refused;
            return refused.StatusCode;
        }

        return call.GetStatus().StatusCode;
    }

    public RpcException? Refusal { get; private set; }

    public void Dispose() => call.Dispose();
}
