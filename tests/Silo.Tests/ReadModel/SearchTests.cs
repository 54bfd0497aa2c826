using FleetMigrator.Silo.Tests.Hosting;

namespace FleetMigrator.Silo.Tests.ReadModel;

public sealed class SearchTests(RunningSilo silo) : SearchContract(silo), IClassFixture<RunningSilo>;
