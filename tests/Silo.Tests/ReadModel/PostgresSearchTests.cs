using FleetMigrator.Silo.Tests.Hosting;

namespace FleetMigrator.Silo.Tests.ReadModel;

public sealed class PostgresSearchTests(PostgresSilo silo) : SearchContract(silo.Silo), IClassFixture<PostgresSilo>;
