using System.Text.Json;
using System.Text.Json.Nodes;
using FleetMigrator.Grains.Interfaces.Audit;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Silo.Api;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace FleetMigrator.Silo.Audit;

/// <summary>The one place through which everything goes that a person or a script changes. What cannot be written down is not done.</summary>
internal sealed partial class AuditTrail(AuditLog log, AuditSubjects subjects, IOptions<JsonOptions> json, ILogger<AuditTrail> logger)
{
    /// <summary>Who acts with the token that the service made at its start.</summary>
    public const string StartToken = "start token";

    /// <summary>Writes down what is asked for, does it, and writes down what came of it.</summary>
    public async Task<T> Record<T>(AuditEntry asked, Func<ValueTask<T>> act, CancellationToken cancellation)
    {
        var before = await subjects.Look(asked.Path, asked.Subject);
        var id = await log.Begin(asked with { Request = FieldChanges.WithoutSecrets(asked.Request) }, cancellation);
        try
        {
            var result = await act();
            var after = asked.Subject.Length > 0 || before is not null
                ? await subjects.Look(asked.Path, asked.Subject)
                : Node(result is IValueHttpResult value ? value.Value : result);
            await End(
                id, (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK, code: null,
                FieldChanges.Between(FieldChanges.WithoutSecrets(before), FieldChanges.WithoutSecrets(after)));
            return result;
        }
        catch (FleetException refused)
        {
            await End(id, Problems.Status(refused.Code), refused.Code, []);
            throw;
        }
        catch (Exception)
        {
            await End(id, StatusCodes.Status500InternalServerError, ServiceErrors.Unforeseen.Id, []);
            throw;
        }
    }

    /// <summary>A message as the log keeps it.</summary>
    public JsonNode? Node(object? value) => value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), json.Value.SerializerOptions);

    private async Task End(long id, int status, string? code, IReadOnlyList<FieldChange> changes)
    {
        try
        {
            await log.End(id, status, code, changes);
        }
        catch (Exception failed)
        {
            // It is done all the same; the entry says that nobody knows how it ended.
            LogNoOutcome(failed, id, status);
        }
    }

    [LoggerMessage(9401, LogLevel.Error, "The outcome {Status} of the command of audit entry {Id} could not be written")]
    private partial void LogNoOutcome(Exception failed, long id, int status);
}
