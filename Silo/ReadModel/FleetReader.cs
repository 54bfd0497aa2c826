using System.Data.Common;
using Dapper;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Fleet.Search;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Storage;

namespace FleetMigrator.Silo.ReadModel;

/// <summary>Answers lists, search and counts from the read model, on connections that only read.</summary>
internal sealed class FleetReader(FleetDatabase database, TimeProvider clock) : IFleetReader
{
    private const int LargestPage = 200;
    private const int JobsOfOneSource = 200;

    public Task<Page<SourceView>> Sources(FleetQuery query, CancellationToken cancellation) => Page<SourceView>(Topic.Sources, query, cancellation);

    public Task<Page<JobView>> Jobs(FleetQuery query, CancellationToken cancellation) => Page<JobView>(Topic.Jobs, query, cancellation);

    public Task<Page<CodeView>> Codes(FleetQuery query, CancellationToken cancellation)
        => Page<CodeView>(Topic.Codes, query, cancellation, (code, now) => code.Status == CodeStatus.Activated && code.ExpiresAt <= now ? code with { Status = CodeStatus.Expired } : code);

    public Task<Page<AccessKeyView>> AccessKeys(FleetQuery query, CancellationToken cancellation)
        => Page<AccessKeyView>(Topic.AccessKeys, query, cancellation, (key, now) => key.Status == AccessKeyStatus.Active && key.ExpiresAt <= now ? key with { Status = AccessKeyStatus.Expired } : key);

    public Task<Page<GroupView>> Groups(FleetQuery query, CancellationToken cancellation) => Page<GroupView>(Topic.Groups, query, cancellation);

    public Task<IReadOnlyList<string>> Find(Topic topic, Filter filter, int most, CancellationToken cancellation) => Read<IReadOnlyList<string>>(connection =>
    {
        cancellation.ThrowIfCancellationRequested();
        var parameters = new DynamicParameters();
        parameters.Add("most", most);
        var where = new FilterSql(topic, database.Dialect, parameters, clock.GetUtcNow()).Of(filter);
        return [.. connection.Query<string>($"SELECT shown.id FROM {FleetTables.Of(topic)} shown WHERE {where} ORDER BY shown.created DESC, shown.id LIMIT @most", parameters)];
    });

    public Task<IReadOnlyList<JobView>> JobsOf(string sourceId, CancellationToken cancellation) => Read<IReadOnlyList<JobView>>(connection =>
    [
        .. connection.Query<string>(
            "SELECT viewed.view FROM fleet_job shown JOIN fleet_job_view viewed ON viewed.number = shown.number WHERE shown.parent = @sourceId ORDER BY shown.created DESC, shown.id LIMIT @JobsOfOneSource",
            new { sourceId, JobsOfOneSource }).Select(FleetTables.View<JobView>),
    ]);

    public Task<IReadOnlyList<string>> OpenJobs(CancellationToken cancellation) => Read<IReadOnlyList<string>>(connection =>
    [
        .. connection.Query<string>(
            $"""
            SELECT GrainIdExtensionString
            FROM OrleansStorage
            WHERE ServiceId = @ServiceId AND GrainTypeString = 'job' AND PayloadBinary IS NOT NULL
              AND coalesce({database.Dialect.StateField("Status")}, '') NOT IN ('Finished', 'Deleted')
            ORDER BY GrainIdExtensionString
            """,
            new { FleetDatabase.ServiceId }),
    ]);

    public Task<FleetCounts> Counts(CancellationToken cancellation) => Read(connection => new FleetCounts(
        ByState(connection, FleetTables.Sources),
        ByState(connection, FleetTables.Jobs),
        connection.ExecuteScalar<int>($"SELECT count(*) FROM {FleetTables.Codes}")));

    private Task<Page<T>> Page<T>(Topic topic, FleetQuery query, CancellationToken cancellation, Func<T, DateTimeOffset, T>? asOf = null) => Read(connection =>
    {
        cancellation.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        var take = Math.Clamp(query.Take, 1, LargestPage);
        var order = RowOrder.Parse(query.Sort);
        var parameters = new DynamicParameters(new { Take = take + 1, Skip = Math.Max(query.Skip, 0) });
        var filter = FilterParser.Parse(query.Text, topic);
        var where = new FilterSql(topic, database.Dialect, parameters, now).Of(
            query.State.Length == 0 ? filter : new AllOf([filter, new Where("state", Comparison.Equal, query.State)]));
        var table = FleetTables.Of(topic);
        var from = $"FROM {table} shown WHERE {where}";
        var total = connection.ExecuteScalar<int>($"SELECT count(*) {from}", parameters);
        var rows = connection.Query<(string Id, string Key, string View)>(
            $"""
            SELECT shown.id, CAST({order.Column} AS TEXT), viewed.view
            FROM {table} shown JOIN {FleetTables.Views(table)} viewed ON viewed.number = shown.number
            WHERE shown.number IN (SELECT shown.number {from} AND {order.After(query.Cursor, parameters)} ORDER BY {order.By} LIMIT @Take OFFSET @Skip)
            ORDER BY {order.By}
            """,
            parameters).AsList();
        return new Page<T>([.. rows.Take(take).Select(row => FleetTables.View<T>(row.View)).Select(view => asOf is null ? view : asOf(view, now))], total)
        {
            Next = rows.Count > take ? order.CursorAt(rows[take - 1].Key, rows[take - 1].Id) : null,
        };
    });

    // SQLite's driver has no asynchronous way to read, and a read of a local file takes microseconds; a page of a long search may take
    // longer, so it doesn't run on the caller's thread, which may be a grain's.
    private Task<T> Read<T>(Func<DbConnection, T> read) => Task.Run(() =>
    {
        using var connection = database.OpenReader();
        return read(connection);
    });

    private static Dictionary<string, int> ByState(DbConnection connection, string table)
        => connection.Query<(string State, int Number)>($"SELECT state, count(*) FROM {table} GROUP BY state")
            .ToDictionary(row => row.State, row => row.Number, StringComparer.Ordinal);
}
