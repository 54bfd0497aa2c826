using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using FleetMigrator.Grains.Interfaces.Audit;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Silo.Storage;

namespace FleetMigrator.Silo.Audit;

/// <summary>
/// The audit log: entries are added and never changed, and the database itself refuses anything else. A command is written down
/// before it is carried out, and what came of it afterwards, so that a crash in between hides neither.
/// </summary>
internal sealed class AuditLog(FleetDatabase database, TimeProvider clock) : IAuditReader
{
    private const int LargestPage = 200;

    /// <summary>Writes down that something is asked for; returns the entry's number.</summary>
    public async Task<long> Begin(AuditEntry entry, CancellationToken cancellation)
    {
        await using var connection = await database.Writer.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            INSERT INTO fleet_audit (at, actor, address, action, method, path, subject, request)
            VALUES (@At, @Actor, @Address, @Action, @Method, @Path, @Subject, @Request)
            RETURNING id
            """,
            new
            {
                At = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                entry.Actor,
                entry.Address,
                entry.Action,
                entry.Method,
                entry.Path,
                entry.Subject,
                Request = entry.Request?.ToJsonString(),
            },
            cancellationToken: cancellation));
    }

    /// <summary>Writes down what came of it.</summary>
    public async Task End(long id, int status, string? code, IReadOnlyList<FieldChange> changes)
    {
        await using var connection = await database.Writer.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "INSERT INTO fleet_audit_outcome (id, at, status, code, changes) VALUES (@id, @At, @status, @code, @Changes)",
            new { id, At = clock.GetUtcNow().ToUnixTimeMilliseconds(), status, code, Changes = JsonSerializer.Serialize(changes) });
    }

    /// <inheritdoc/>
    public Task<Page<AuditEntry>> List(string actor, string action, string subject, int take, string cursor)
    {
        var before = cursor.Length == 0 ? long.MaxValue
            : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known
            : throw ServiceErrors.BadRequest.With($"'{cursor}' is no cursor of this list");
        var most = Math.Clamp(take, 1, LargestPage);
        return Task.Run(() =>
        {
            using var connection = database.OpenReader();
            var where = $"{(actor.Length > 0 ? "actor = @actor" : "1 = 1")} AND {(action.Length > 0 ? "action = @action" : "1 = 1")} AND {(subject.Length > 0 ? "subject = @subject" : "1 = 1")}";
            var facts = new { actor, action, subject, before, Most = most + 1 };
            var total = connection.ExecuteScalar<int>($"SELECT count(*) FROM fleet_audit WHERE {where}", facts);
            var rows = connection.Query<AuditRow>(
                $"""
                SELECT asked.id, asked.at, asked.actor, asked.address, asked.action, asked.method, asked.path, asked.subject, asked.request,
                  done.at AS endedAt, done.status, done.code, done.changes
                FROM (SELECT * FROM fleet_audit WHERE id < @before AND {where} ORDER BY id DESC LIMIT @Most) asked
                LEFT JOIN fleet_audit_outcome done ON done.id = asked.id
                ORDER BY asked.id DESC
                """,
                facts).ToList();
            return new Page<AuditEntry>([.. rows.Take(most).Select(Entry)], total)
            {
                Next = rows.Count > most ? rows[most - 1].Id.ToString(CultureInfo.InvariantCulture) : null,
            };
        });
    }

    private static AuditEntry Entry(AuditRow row) => new(
        row.Id, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Actor, row.Address, row.Action, row.Method, row.Path, row.Subject,
        row.Request is null ? null : JsonNode.Parse(row.Request))
    {
        EndedAt = row.EndedAt is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null,
        Status = (int?)row.Status,
        Code = row.Code,
        Changes = row.Changes is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<FieldChange>>(row.Changes)!,
    };
}
