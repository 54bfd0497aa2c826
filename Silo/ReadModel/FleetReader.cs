using System.Data.Common;
using Dapper;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Storage;

namespace FleetMigrator.Silo.ReadModel;

/// <summary>Answers lists, search and counts from the read model, on connections that only read.</summary>
internal sealed class FleetReader(FleetDatabase database) : IFleetReader
{
    private const int LargestPage = 200;
    private const int JobsOfOneSource = 200;

    public Task<Page<SourceView>> Sources(FleetQuery query, CancellationToken cancellation) => Page<SourceView>(FleetTables.Sources, query, cancellation);

    public Task<Page<JobView>> Jobs(FleetQuery query, CancellationToken cancellation) => Page<JobView>(FleetTables.Jobs, query, cancellation);

    public Task<Page<CodeView>> Codes(FleetQuery query, CancellationToken cancellation) => Page<CodeView>(FleetTables.Codes, query, cancellation);

    public Task<IReadOnlyList<JobView>> JobsOf(string sourceId, CancellationToken cancellation) => Read<IReadOnlyList<JobView>>(connection =>
    [
        .. connection.Query<string>(
            "SELECT view FROM fleet_job WHERE parent = @sourceId ORDER BY created DESC, id LIMIT @JobsOfOneSource",
            new { sourceId, JobsOfOneSource }).Select(FleetTables.View<JobView>),
    ]);

    public Task<IReadOnlyList<string>> OpenJobs(CancellationToken cancellation) => Read<IReadOnlyList<string>>(connection =>
    [
        .. connection.Query<string>(
            """
            SELECT GrainIdExtensionString
            FROM OrleansStorage
            WHERE ServiceId = @ServiceId AND GrainTypeString = 'job' AND PayloadBinary IS NOT NULL
              AND ifnull(json_extract(CAST(PayloadBinary AS TEXT), '$.Status'), '') NOT IN ('Finished', 'Deleted')
            ORDER BY GrainIdExtensionString
            """,
            new { FleetDatabase.ServiceId }),
    ]);

    public Task<FleetCounts> Counts(CancellationToken cancellation) => Read(connection => new FleetCounts(
        ByState(connection, FleetTables.Sources),
        ByState(connection, FleetTables.Jobs),
        connection.ExecuteScalar<int>($"SELECT count(*) FROM {FleetTables.Codes}")));

    private Task<Page<T>> Page<T>(string table, FleetQuery query, CancellationToken cancellation) => Read(connection =>
    {
        cancellation.ThrowIfCancellationRequested();
        var facts = new
        {
            query.State,
            Text = $"%{Escape(query.Text.Trim().ToLowerInvariant())}%",
            Take = Math.Clamp(query.Take, 1, LargestPage),
            Skip = Math.Max(query.Skip, 0),
        };
        var where = $"{(query.State.Length > 0 ? "state = @State" : "1")} AND {(query.Text.Length > 0 ? @"search LIKE @Text ESCAPE '\'" : "1")}";
        var total = connection.ExecuteScalar<int>($"SELECT count(*) FROM {table} WHERE {where}", facts);
        var views = connection.Query<string>($"SELECT view FROM {table} WHERE {where} ORDER BY created DESC, id LIMIT @Take OFFSET @Skip", facts);
        return new Page<T>([.. views.Select(FleetTables.View<T>)], total);
    });

    // The driver has no asynchronous way to read, and a read of a local file takes microseconds; a page of a long search may take
    // longer, so it doesn't run on the caller's thread, which may be a grain's.
    private Task<T> Read<T>(Func<DbConnection, T> read) => Task.Run(() =>
    {
        using var connection = database.OpenReader();
        return read(connection);
    });

    private static Dictionary<string, int> ByState(DbConnection connection, string table)
        => connection.Query<(string State, int Number)>($"SELECT state, count(*) FROM {table} GROUP BY state")
            .ToDictionary(row => row.State, row => row.Number, StringComparer.Ordinal);

    private static string Escape(string text) => text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_");
}
