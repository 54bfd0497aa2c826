using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FleetMigrator.Silo.Storage;

/// <summary>
/// The one open connection of a <see cref="GatedSqliteDataSource"/>. Disposing it hands it to the next writer; it is closed
/// only when it is not fit for use any more. Derives from the driver's class because Orleans checks that.
/// </summary>
internal sealed class GatedSqliteConnection(string connectionString, GatedSqliteDataSource owner) : SqliteConnection(connectionString)
{
    private int _rented;

    /// <summary>Whether the next writer can use it: open, and not in a transaction that somebody left behind.</summary>
    public bool Usable => State == System.Data.ConnectionState.Open && Handle is { } handle && raw.sqlite3_get_autocommit(handle) != 0;

    public void Rent() => Volatile.Write(ref _rented, 1);

    public void ReallyClose() => base.Dispose(disposing: true);

#pragma warning disable CA2215 // That the connection stays open for the next writer is the point.
    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _rented, 0) == 1)
        {
            owner.Return(this);
        }
    }
#pragma warning restore CA2215
}
