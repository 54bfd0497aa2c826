using FleetMigrator.Silo.Storage;
using FleetMigrator.Silo.Tests.Hosting;

namespace FleetMigrator.Silo.Tests.Storage;

public sealed class SqliteStorageTests : GrainStorageContract
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    private protected override Task<StoreFixture> Start() => StoreFixture.Start(() => new SqliteDialect(_folder.File("fleet.db")), cluster: false);
}
