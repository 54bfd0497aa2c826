using System.Data.Common;
using Dapper;
using FleetMigrator.Grains.Interfaces.Errors;
using Npgsql;

namespace FleetMigrator.Silo.Storage;

/// <summary>A PostgreSQL server for one silo or several.</summary>
internal sealed class PostgresDialect : IDialect
{
    // Any number that nobody else locks in this database; "fleet" in ASCII.
    private const long PrepareLock = 0x666c656574;

    // The few statements of a silo repeat for ever: preparing them is worth about two thirds more writes a second.
    private const int PreparedStatements = 100;

    // Of SQLSTATE: the login, the database, privileges.
    private static readonly string[] _refusals = ["28", "3D", "42501"];

    private readonly NpgsqlDataSource _source;

    public PostgresDialect(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = PreparedStatements, PersistSecurityInfo = false, IncludeErrorDetail = false };
        settings.ApplicationName ??= "fleet-silo";
        _source = NpgsqlDataSource.Create(settings);
    }

    public string Invariant => "Npgsql";

    public string Scripts => "Postgres";

    public DbDataSource Writer => _source;

    public string ReadShape => "SELECT version FROM fleet_schema WHERE part = 'read model'";

    public DbConnection OpenReader() => _source.OpenConnection();

    public Task Lock(DbConnection connection, DbTransaction transaction, bool alone, CancellationToken cancellation)
        => connection.ExecuteAsync(new CommandDefinition(
            $"SELECT pg_advisory_xact_lock{(alone ? "" : "_shared")}(@PrepareLock)", new { PrepareLock }, transaction, cancellationToken: cancellation));

    public string WriteShape(long shape)
        => $"INSERT INTO fleet_schema (part, version) VALUES ('read model', {shape}) ON CONFLICT (part) DO UPDATE SET version = excluded.version; ";

    public string Contains(string column, string value) => $"strpos({column}, {value}) > 0";

    public string StateField(string name) => $"(convert_from(PayloadBinary, 'UTF8')::json ->> '{name}')";

    /// <summary>What went wrong at the start, in words of the catalogue. Names the server, never the password.</summary>
    public static FleetException Explain(NpgsqlException failure, string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        var server = $"{settings.Host}:{settings.Port}";
        return failure is PostgresException { SqlState: var state, MessageText: var said } && _refusals.Any(kind => state.StartsWith(kind, StringComparison.Ordinal))
            ? new FleetException(ServiceErrors.DatabaseRefused, $"{server} says: {said}", failure)
            : new FleetException(ServiceErrors.DatabaseUnreachable, $"{server}: {failure.Message}", failure);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
