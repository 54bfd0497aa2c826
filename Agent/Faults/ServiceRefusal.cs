using FleetMigrator.Agent.Commands;
using Grpc.Core;

namespace FleetMigrator.Agent.Faults;

/// <summary>Turns a failed call to the service into code, cause and remedy.</summary>
internal static class ServiceRefusal
{
    public const string CodeTrailer = "fleet-error-code";
    public const string CauseTrailer = "fleet-error-cause";
    public const string RemedyTrailer = "fleet-error-remedy";

    /// <summary>The service's own words where it sent some; otherwise what the connection tells.</summary>
    public static AgentException Read(RpcException failure, Uri service)
    {
        var code = Trailer(failure, CodeTrailer);
        if (code is not null)
        {
            var cause = Trailer(failure, CauseTrailer) ?? failure.Status.Detail;
            var remedy = Trailer(failure, RemedyTrailer) ?? "Look the code up in the service's error list.";
            var exit = code.StartsWith("FM-1", StringComparison.Ordinal) || code.StartsWith("FM-8", StringComparison.Ordinal)
                ? ExitCodes.NotAllowed
                : ExitCodes.Failed;
            var title = failure.Status.Detail.StartsWith(code + " ", StringComparison.Ordinal) ? failure.Status.Detail[(code.Length + 1)..] : failure.Status.Detail;
            return new AgentFault(code, title, remedy, exit).With(cause, failure);
        }

        // The TLS layer's verdict travels as an inner exception through HttpClient and gRPC.
        for (Exception? inner = failure; inner is not null; inner = inner.InnerException ?? (inner as RpcException)?.Status.DebugException)
        {
            if (inner is AgentException known)
            {
                return known;
            }
        }

        return failure.StatusCode switch
        {
            StatusCode.Unauthenticated => AgentFaults.NoCertificate.With(failure.Status.Detail, failure),
            StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal
                => AgentFaults.ServiceUnreachable.With($"{service.Host}:{service.Port}: {Innermost(failure)}", failure),
            _ => AgentFaults.AgentBroken.With($"the service answered {failure.StatusCode}: {failure.Status.Detail}", failure),
        };
    }

    private static string? Trailer(RpcException failure, string name)
    {
        var value = failure.Trailers.GetValue(name);
        // Header values are ASCII, so the service escapes what is not.
        return string.IsNullOrEmpty(value) ? null : Uri.UnescapeDataString(value);
    }

    private static string Innermost(RpcException failure)
    {
        Exception? last = failure.Status.DebugException;
        while (last?.InnerException is { } inner)
        {
            last = inner;
        }

        return last is null ? failure.Status.Detail : last.Message;
    }
}
