using System.Globalization;
using System.Text;
using FleetMigrator.Grains.Interfaces.Errors;
using Grpc.Core;

namespace FleetMigrator.Silo.Agents;

/// <summary>Faults as gRPC says them: a status for programs, and the catalogue's words in trailers.</summary>
internal static class RpcFaults
{
    public const string Code = "fleet-error-code";
    public const string Cause = "fleet-error-cause";
    public const string Remedy = "fleet-error-remedy";

    public static RpcException ToRpc(this FleetException failure)
    {
        var fault = failure.Fault;
        var trailers = new Metadata
        {
            { Code, fault.Code },
            { Cause, Encode(fault.Cause) },
            { Remedy, Encode(fault.Remedy) },
        };
        return new RpcException(new Status(StatusOf(fault), $"{fault.Code} {fault.Title}"), trailers);
    }

    private static StatusCode StatusOf(Fault fault) => fault.Code switch
    {
        "FM-1001" or "FM-1002" or "FM-1003" or "FM-1004" or "FM-8005" or "FM-8006" or "FM-8007" or "FM-8008" => StatusCode.PermissionDenied,
        "FM-1007" or "FM-9003" => StatusCode.InvalidArgument,
        "FM-2001" => StatusCode.NotFound,
        "FM-8002" or "FM-8003" => StatusCode.Unauthenticated,
        "FM-8004" => StatusCode.ResourceExhausted,
        "FM-9001" => StatusCode.Internal,
        _ when fault.Cure == Cure.Wait => StatusCode.Unavailable,
        _ => StatusCode.FailedPrecondition,
    };

    // A trailer carries printable ASCII only; the rest is percent-encoded, the sign itself too.
    private static string Encode(string text)
    {
        if (text.All(character => character is >= ' ' and <= '~' and not '%'))
        {
            return text;
        }

        var encoded = new StringBuilder();
        foreach (var part in Encoding.UTF8.GetBytes(text))
        {
            encoded.Append(part is >= (byte)' ' and <= (byte)'~' and not (byte)'%' ? ((char)part).ToString() : string.Create(CultureInfo.InvariantCulture, $"%{part:X2}"));
        }

        return encoded.ToString();
    }
}
