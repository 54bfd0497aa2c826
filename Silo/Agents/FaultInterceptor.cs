using FleetMigrator.Grains.Interfaces.Errors;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace FleetMigrator.Silo.Agents;

/// <summary>Turns what the services throw into statuses that agents and receivers understand.</summary>
internal sealed partial class FaultInterceptor(ILogger<FaultInterceptor> log) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        => Answer(context, () => continuation(request, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        => Answer(context, async () =>
        {
            await continuation(requestStream, responseStream, context);
            return true;
        });

    private async Task<T> Answer<T>(ServerCallContext context, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (FleetException refused)
        {
            LogRefused(context.Method, context.Peer, refused.Message);
            throw refused.ToRpc();
        }
        catch (Exception away) when (context.CancellationToken.IsCancellationRequested && away is OperationCanceledException or IOException)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "The other end has gone."));
        }
        catch (Exception busy) when (busy is TimeoutException or OrleansException or OperationCanceledException)
        {
            // Unknown outcome: every call may be repeated, so the caller shall.
            LogBusy(context.Method, context.Peer, busy);
            throw ServiceErrors.StoreFailed.With(busy.Message, busy).ToRpc();
        }
        catch (Exception unforeseen) when (unforeseen is not RpcException)
        {
            LogUnforeseen(context.Method, context.Peer, unforeseen);
            throw ServiceErrors.Unforeseen.With(unforeseen.Message, unforeseen).ToRpc();
        }
    }

    [LoggerMessage(9201, LogLevel.Warning, "{Method} of {Peer} was refused: {Reason}")]
    private partial void LogRefused(string method, string peer, string reason);

    [LoggerMessage(9202, LogLevel.Warning, "{Method} of {Peer} could not be done now")]
    private partial void LogBusy(string method, string peer, Exception busy);

    [LoggerMessage(9203, LogLevel.Error, "{Method} of {Peer} failed")]
    private partial void LogUnforeseen(string method, string peer, Exception unforeseen);
}
