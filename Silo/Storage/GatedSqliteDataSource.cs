using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace FleetMigrator.Silo.Storage;

/// <summary>
/// Hands one open connection to one writer at a time, first come, first served. The driver's asynchronous methods are
/// synchronous and sleep on the calling thread while the file is locked: with a pool of connections 64 waiting writers
/// take all threads and the whole silo stands still. Waiting at an asynchronous gate costs nothing. Every writer of the file
/// (grain states, reminders, read model) uses this one.
/// </summary>
internal sealed class GatedSqliteDataSource(string file) : DbDataSource
{
    // NORMAL with WAL survives the death of the process; what a power cut may lose is repaired from the cloud and the agents.
    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;";

    private static readonly TimeSpan _lastWriter = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private GatedSqliteConnection? _open;
    private int _disposed;

    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Pooling = false,
    }.ToString();

    /// <summary>Takes back what was rented; called by the connection itself.</summary>
    public void Return(GatedSqliteConnection connection)
    {
        if (!connection.Usable)
        {
            connection.ReallyClose();
            _open = null;
        }

        _gate.Release();
    }

    // Orleans only looks at the type of this one; it is never opened.
    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection()
    {
        _gate.Wait();
        return Rent();
    }

    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        return Rent();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            // Waits for the last writer, then closes; the gate stays shut. One that never comes back must not keep the process alive:
            // what it has committed is in the file.
            if (_gate.Wait(_lastWriter))
            {
                _open?.ReallyClose();
                _open = null;
            }
        }

        base.Dispose(disposing);
    }

    protected override ValueTask DisposeAsyncCore()
    {
        Dispose(disposing: true);
        return base.DisposeAsyncCore();
    }

    private GatedSqliteConnection Rent()
    {
        try
        {
            _open ??= Open();
            _open.Rent();
            return _open;
        }
        catch
        {
            _gate.Release();
            throw;
        }
    }

    private GatedSqliteConnection Open()
    {
        var connection = new GatedSqliteConnection(ConnectionString, this);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.ReallyClose();
            throw;
        }
    }
}
