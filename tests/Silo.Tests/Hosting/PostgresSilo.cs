using FleetMigrator.Silo.Tests.Storage;

namespace FleetMigrator.Silo.Tests.Hosting;

/// <summary>A whole silo on a PostgreSQL database.</summary>
public sealed class PostgresSilo(PostgresServer server) : IAsyncLifetime
{
    private RunningSilo? _silo;

    public RunningSilo Silo => _silo ?? throw new InvalidOperationException("the silo has not been started");

    public async ValueTask InitializeAsync()
    {
        _silo = new RunningSilo { Database = await server.NewDatabase() };
        await _silo.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _silo?.DisposeAsync() ?? ValueTask.CompletedTask;
}
