using FleetMigrator.Silo.Storage;

namespace FleetMigrator.Silo.Tests.Storage;

public sealed class PostgresStorageTests(PostgresServer server) : GrainStorageContract
{
    private protected override async Task<StoreFixture> Start()
    {
        var connection = await server.NewDatabase();
        return await StoreFixture.Start(() => new PostgresDialect(connection), cluster: true);
    }
}
