using FleetMigrator.Silo.Tests.Storage;

namespace FleetMigrator.Silo.Tests.ReadModel;

public sealed class PostgresReadModelTests(PostgresServer server) : ReadModelContract
{
    protected override Task<string> NewDatabase() => server.NewDatabase();
}
