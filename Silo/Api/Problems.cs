using System.Collections.Frozen;
using FleetMigrator.Grains.Interfaces.Errors;
using Microsoft.AspNetCore.Mvc;

namespace FleetMigrator.Silo.Api;

/// <summary>Faults as RFC 9457 problems, with the catalogue's code, cause and remedy.</summary>
internal static class Problems
{
    private const string Json = "application/problem+json";

    private static readonly FrozenDictionary<string, int> _statuses = new (int Status, Grains.Interfaces.Errors.ErrorCode[] Codes)[]
    {
        (StatusCodes.Status400BadRequest, [ServiceErrors.BadRequest, ServiceErrors.BadSearch]),
        (StatusCodes.Status403Forbidden, [AccessErrors.ScopeTooSmall]),
        (StatusCodes.Status404NotFound, [CodeErrors.Unknown, SourceErrors.Unknown, JobErrors.Unknown, LabelErrors.UnknownGroup, AccessErrors.UnknownAccessKey]),
        (StatusCodes.Status409Conflict,
        [
            JobErrors.IllegalMove, SourceErrors.HasOpenJob, SourceErrors.InvalidState, SourceErrors.Offline, SourceErrors.NameTaken, SourceErrors.JobRuns,
            SourceErrors.HasJob, LabelErrors.GroupNotEmpty, LabelErrors.DefaultGroup,
        ]),
        (StatusCodes.Status422UnprocessableEntity, [AccessErrors.BadAccessKeyRequest]),
    }.SelectMany(entry => entry.Codes.Select(code => (code.Id, entry.Status))).ToFrozenDictionary(entry => entry.Id, entry => entry.Status, StringComparer.Ordinal);

    public static Task Write(HttpContext context, params IReadOnlyList<Fault> faults) => Write(context, Status(faults[0]), faults);

    public static Task Write(HttpContext context, int status, IReadOnlyList<Fault> faults)
    {
        var problem = Of(context, status, faults);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(problem, options: null, Json);
    }

    private static ProblemDetails Of(HttpContext context, int status, IReadOnlyList<Fault> faults)
    {
        var main = faults[0];
        var problem = new ProblemDetails
        {
            Type = $"urn:fleetmigrator:error:{main.Code}",
            Title = main.Title,
            Detail = main.Cause,
            Status = status,
            Instance = context.Request.Path,
        };
        problem.Extensions["code"] = main.Code;
        problem.Extensions["cause"] = main.Cause;
        problem.Extensions["remedy"] = main.Remedy;
        problem.Extensions["requestId"] = context.TraceIdentifier;
        problem.Extensions["faults"] = faults;
        return problem;
    }

    // What the cloud said of a field is a fault of the request, not of the way to the cloud.
    private static int Status(Fault main)
        => main is { Field: not null, Cure: Cure.RepairAndRetry } && main.Code[3] == '4' ? StatusCodes.Status422UnprocessableEntity : Status(main.Code);

    /// <summary>The status of an answer with this code.</summary>
    public static int Status(string code)
    {
        if (_statuses.TryGetValue(code, out var known))
        {
            return known;
        }

        // FM-nnnn: the first digit names the area.
        return code[3] switch
        {
            '1' or '2' or '3' => StatusCodes.Status422UnprocessableEntity,
            '4' => StatusCodes.Status502BadGateway,
            '7' => StatusCodes.Status429TooManyRequests,
            '8' => StatusCodes.Status401Unauthorized,
            _ => StatusCodes.Status500InternalServerError,
        };
    }
}
