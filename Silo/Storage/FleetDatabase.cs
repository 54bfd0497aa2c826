using System.Data.Common;
using System.Reflection;
using Dapper;
using FleetMigrator.Silo.ReadModel;
using Microsoft.Data.Sqlite;

namespace FleetMigrator.Silo.Storage;

/// <summary>The silo's one database file: grain states, reminders, read model.</summary>
internal sealed class FleetDatabase : IAsyncDisposable
{
    /// <summary>How Orleans names the driver.</summary>
    public const string Invariant = "System.Data.SQLite";

    /// <summary>Service id of every row; stable for ever.</summary>
    public const string ServiceId = "fleetmigrator";

    private const string Resources = "FleetMigrator.Silo.Storage.Sql.";

    // Grows whenever the read model's tables change.
    private const long ReadModelShape = 3;

    private readonly string _readConnection;

    public FleetDatabase(string file)
    {
        // The database makes its side files as readable as this one.
        using (new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
        }

        Writer = new GatedSqliteDataSource(file);
        // Readers of a file in WAL mode neither wait for the writer nor make it wait.
        _readConnection = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString();
    }

    /// <summary>For everything that writes.</summary>
    public GatedSqliteDataSource Writer { get; }

    /// <summary>A connection that only reads.</summary>
    public DbConnection OpenReader()
    {
        var connection = new SqliteConnection(_readConnection);
        connection.Open();
        return connection;
    }

    /// <summary>Makes or completes the tables and puts our queries where Orleans looks for them. May be repeated.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        await using var connection = await Writer.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
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

        // Revisions guard against views that arrive late. None is under way now, and an activation counts anew.
        await connection.ExecuteAsync(new CommandDefinition(
            string.Concat(FleetTables.All.Select(table => $"UPDATE {table} SET revision = 0; ")),
            transaction: transaction,
            cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        using var readers = new SqliteConnection(_readConnection);
        SqliteConnection.ClearPool(readers);
    }

    /// <summary>Tables of another shape are thrown away: at this start the repair fills the new ones from the grains.</summary>
    private static async Task PrepareReadModel(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        var shape = await connection.ExecuteScalarAsync<long>(new CommandDefinition("PRAGMA user_version", transaction: transaction, cancellationToken: cancellation));
        var script = shape == ReadModelShape
            ? ""
            : string.Concat(FleetTables.Parts.Select(table => $"DROP TABLE IF EXISTS {table}; ")) + $"PRAGMA user_version = {ReadModelShape}; ";
        script += string.Concat(FleetTables.All.Select(table => Text("things.sql").Replace("fleet_thing", table, StringComparison.Ordinal)));
        await connection.ExecuteAsync(new CommandDefinition(script, transaction: transaction, cancellationToken: cancellation));
    }

    private static IEnumerable<(string Key, string Text)> Queries()
    {
        const string folder = "Queries.";
        return Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Resources + folder, StringComparison.Ordinal))
            .Select(name => name[Resources.Length..])
            .Select(name => (name[folder.Length..^".sql".Length], Text(name)));
    }

    private static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resources + name)
            ?? throw new InvalidOperationException($"The resource {name} is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
