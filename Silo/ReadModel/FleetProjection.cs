using System.Data.Common;
using Dapper;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Storage;

namespace FleetMigrator.Silo.ReadModel;

/// <summary>
/// Collects what changed, newest wins, and writes it in one transaction a few times a second. What a crash takes from the
/// buffer is found again by <see cref="ReadModelRepair"/>.
/// </summary>
internal sealed partial class FleetProjection(FleetDatabase database, FleetChanges changes, TimeProvider clock, ILogger<FleetProjection> log)
    : BackgroundService, IFleetProjection
{
    private static readonly TimeSpan _flushEvery = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private Dictionary<string, FleetRow> _pending = new(StringComparer.Ordinal);

    public void Changed(SourceView source) => Put(FleetTables.Row(source));

    public void Changed(JobView job) => Put(FleetTables.Row(job));

    public void Changed(CodeView code) => Put(FleetTables.Row(code));

    public void Changed(AccessKeyView key) => Put(FleetTables.Row(key));

    public void Changed(GroupView group) => Put(FleetTables.Row(group));

    public void Removed(string id) => Put(FleetRow.Gone(id));

    /// <summary>Writes what is waiting, now; returns when that and what was being written already can be read.</summary>
    public async Task Flush(CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            await WriteWaiting(cancellation);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override void Dispose()
    {
        _writing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_flushEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await Flush(stoppingToken);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    // The rows are still waiting; the next tick tries again.
                    LogFlushFailed(failure);
                }
            }
        }
        catch (OperationCanceledException)
        {
            await Write(Take(), CancellationToken.None);
        }
    }

    private async Task WriteWaiting(CancellationToken cancellation)
    {
        var rows = Take();
        if (rows.Length == 0)
        {
            return;
        }

        try
        {
            await Write(rows, cancellation);
        }
        catch
        {
            PutBack(rows);
            throw;
        }

        await changes.Publish([.. rows.Select(row => row.Id)]);
    }

    private async Task Write(FleetRow[] rows, CancellationToken cancellation)
    {
        if (rows.Length == 0)
        {
            return;
        }

        await using var connection = await database.Writer.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await database.Dialect.Lock(connection, transaction, alone: false, cancellation);
        foreach (var row in rows)
        {
            await (row.Table is null ? connection.ExecuteAsync(Delete, row, transaction) : Write(connection, row.Table, row, transaction));
        }

        await transaction.CommitAsync(cancellation);
    }

    private static async Task Write(DbConnection connection, string table, FleetRow row, DbTransaction transaction)
    {
        if (await connection.ExecuteScalarAsync<long?>(Upsert(table), row, transaction) is not { } number)
        {
            // A newer view is shown already.
            return;
        }

        var (views, facts) = (FleetTables.Views(table), FleetTables.Facts(table));
        var before = await connection.ExecuteScalarAsync<string?>($"SELECT facts FROM {views} WHERE number = @number", new { number }, transaction);
        await connection.ExecuteAsync(
            $"INSERT INTO {views} (number, facts, view) VALUES (@number, @Facts, @View) ON CONFLICT (number) DO UPDATE SET facts = excluded.facts, view = excluded.view",
            new { number, row.Facts, row.View },
            transaction);
        if (before == row.Facts)
        {
            // Found as before: most changes are progress.
            return;
        }

        await connection.ExecuteAsync($"DELETE FROM {facts} WHERE thing = @number", new { number }, transaction);
        await connection.ExecuteAsync(
            $"INSERT INTO {facts} (thing, field, text, number) VALUES (@Thing, @Field, @Text, @Number)",
            row.Found.Select(fact => new { Thing = number, fact.Field, fact.Text, fact.Number }),
            transaction);
    }

    private static string Delete { get; } = string.Concat(FleetTables.All.Select(table => $"""
        DELETE FROM {FleetTables.Facts(table)} WHERE thing = (SELECT number FROM {table} WHERE id = @Id);
        DELETE FROM {FleetTables.Views(table)} WHERE number = (SELECT number FROM {table} WHERE id = @Id);
        DELETE FROM {table} WHERE id = @Id;

        """));

    private static string Upsert(string table)
        => $"""
            INSERT INTO {table} (id, state, name, grp, search, parent, created, ends, revision, written)
            VALUES (@Id, @State, @Name, @Grp, @Search, @Parent, @Created, @Ends, @Revision, @Written)
            ON CONFLICT (id) DO UPDATE
              SET state = excluded.state, name = excluded.name, grp = excluded.grp, search = excluded.search, parent = excluded.parent,
                created = excluded.created, ends = excluded.ends, revision = excluded.revision, written = excluded.written
              WHERE excluded.revision >= {table}.revision
            RETURNING number
            """;

    private void Put(FleetRow row)
    {
        lock (_lock)
        {
            // A late view of an older revision must not hide a newer one. After a removal the thing begins anew.
            if (!_pending.TryGetValue(row.Id, out var waiting) || waiting.Table is null || row.Revision >= waiting.Revision)
            {
                _pending[row.Id] = row with { Written = clock.GetUtcNow().ToUnixTimeMilliseconds() };
            }
        }
    }

    private void PutBack(FleetRow[] rows)
    {
        lock (_lock)
        {
            foreach (var row in rows)
            {
                _pending.TryAdd(row.Id, row);
            }
        }
    }

    private FleetRow[] Take()
    {
        lock (_lock)
        {
            if (_pending.Count == 0)
            {
                return [];
            }

            // Always in one order: two silos that write the same rows wait for each other, and never both at once.
            var rows = _pending.Values.OrderBy(row => row.Id, StringComparer.Ordinal).ToArray();
            _pending = new Dictionary<string, FleetRow>(StringComparer.Ordinal);
            return rows;
        }
    }

    [LoggerMessage(9302, LogLevel.Error, "The read model could not be written; it is tried again")]
    private partial void LogFlushFailed(Exception failure);
}
