using System.Data.Common;
using System.Reflection;
using Dapper;
using FleetMigrator.Silo.ReadModel;

namespace FleetMigrator.Silo.Storage;

/// <summary>The service's one database: grain states, reminders, read model.</summary>
internal sealed class FleetDatabase(IDialect dialect) : IAsyncDisposable
{
    /// <summary>Service id of every row; stable for ever.</summary>
    public const string ServiceId = "fleetmigrator";

    // Grows whenever the read model's tables change.
    private const long ReadModelShape = 3;

    /// <summary>In which the database differs from others.</summary>
    public IDialect Dialect => dialect;

    /// <summary>For everything that writes.</summary>
    public DbDataSource Writer => dialect.Writer;

    /// <summary>A connection that only reads.</summary>
    public DbConnection OpenReader() => dialect.OpenReader();

    /// <summary>Makes or completes the tables and puts our queries where Orleans looks for them. May be repeated.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        await using var connection = await Writer.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await dialect.Lock(connection, transaction, alone: true, cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Text("schema.sql"), transaction: transaction, cancellationToken: cancellation));
        foreach (var (key, text) in Queries())
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES (@key, @text) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText",
                new { key, text },
                transaction,
                cancellationToken: cancellation));
        }

        await PrepareReadModel(connection, transaction, cancellation);

        await ForgetRevisions(connection, transaction, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Revisions guard against views that arrive late. An activation counts anew, so the ones of a silo that ended must not hide its successor's.</summary>
    public async Task ForgetRevisions(CancellationToken cancellation)
    {
        await using var connection = await Writer.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await dialect.Lock(connection, transaction, alone: true, cancellation);
        await ForgetRevisions(connection, transaction, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Lets the next start throw the read model away and fill it from the grains.</summary>
    public async Task ForgetReadModel(CancellationToken cancellation)
    {
        await using var connection = await Writer.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(dialect.WriteShape(0), cancellationToken: cancellation));
    }

    public ValueTask DisposeAsync() => dialect.DisposeAsync();

    private static Task<int> ForgetRevisions(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
        => connection.ExecuteAsync(new CommandDefinition(
            string.Concat(FleetTables.All.Select(table => $"UPDATE {table} SET revision = 0 WHERE revision <> 0; ")),
            transaction: transaction,
            cancellationToken: cancellation));

    /// <summary>Tables of another shape are thrown away: at this start the repair fills the new ones from the grains.</summary>
    private async Task PrepareReadModel(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        var shape = await connection.ExecuteScalarAsync<long>(new CommandDefinition(dialect.ReadShape, transaction: transaction, cancellationToken: cancellation));
        var script = shape == ReadModelShape
            ? ""
            : string.Concat(FleetTables.Parts.Select(table => $"DROP TABLE IF EXISTS {table}; ")) + dialect.WriteShape(ReadModelShape);
        script += string.Concat(FleetTables.All.Select(table => Text("things.sql").Replace("fleet_thing", table, StringComparison.Ordinal)));
        await connection.ExecuteAsync(new CommandDefinition(script, transaction: transaction, cancellationToken: cancellation));
    }

    private string Resources => $"FleetMigrator.Silo.Storage.Sql.{dialect.Scripts}.";

    private IEnumerable<(string Key, string Text)> Queries()
    {
        const string folder = "Queries.";
        return Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Resources + folder, StringComparison.Ordinal))
            .Select(name => name[Resources.Length..])
            .Select(name => (name[folder.Length..^".sql".Length], Text(name)));
    }

    private string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resources + name)
            ?? throw new InvalidOperationException($"The resource {name} is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
