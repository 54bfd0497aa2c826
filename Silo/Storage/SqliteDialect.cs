using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace FleetMigrator.Silo.Storage;

/// <summary>A file for one silo.</summary>
internal sealed class SqliteDialect : IDialect
{
    private readonly string _readConnection;

    public SqliteDialect(string file)
    {
        // The database makes its side files as readable as this one.
        using (new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
        }

        Writer = new GatedSqliteDataSource(file);
        // Readers of a file in WAL mode neither wait for the writer nor make it wait.
        _readConnection = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString();
    }

    public string Invariant => "System.Data.SQLite";

    public string Scripts => "Sqlite";

    public DbDataSource Writer { get; }

    public string ReadShape => "PRAGMA user_version";

    public DbConnection OpenReader()
    {
        var connection = new SqliteConnection(_readConnection);
        connection.Open();
        return connection;
    }

    // The gate and the lock of the data folder have seen to it.
    public Task Lock(DbConnection connection, DbTransaction transaction, bool alone, CancellationToken cancellation) => Task.CompletedTask;

    public string WriteShape(long shape) => $"PRAGMA user_version = {shape}; ";

    public string Contains(string column, string value) => $"instr({column}, {value}) > 0";

    public string StateField(string name) => $"json_extract(CAST(PayloadBinary AS TEXT), '$.{name}')";

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        using var readers = new SqliteConnection(_readConnection);
        SqliteConnection.ClearPool(readers);
    }
}
