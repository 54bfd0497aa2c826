using System.Data.Common;
using FleetMigrator.Silo.Storage;
using FleetMigrator.Silo.Tests.Hosting;

namespace FleetMigrator.Silo.Tests.Storage;

public sealed class GatedSqliteDataSourceTests
{
    [Fact]
    public async Task Writers_come_one_after_the_other()
    {
        using var folder = new TemporaryFolder();
        await using var source = new GatedSqliteDataSource(folder.File("x.db"));
        var first = await source.OpenConnectionAsync();
        var second = source.OpenConnectionAsync().AsTask();
        Assert.False(second.IsCompleted);

        await first.DisposeAsync();
        await using var handedOn = await second;
        Assert.Same(first, handedOn);
    }

    [Fact]
    public async Task A_transaction_that_somebody_left_open_does_not_poison_the_next_writer()
    {
        using var folder = new TemporaryFolder();
        await using var source = new GatedSqliteDataSource(folder.File("x.db"));
        await using (var careless = await source.OpenConnectionAsync())
        {
            await Execute(careless, "CREATE TABLE t (a INTEGER); BEGIN; INSERT INTO t VALUES (1);");
        }

        await using var next = await source.OpenConnectionAsync();
        await Execute(next, "BEGIN; INSERT INTO t VALUES (2); COMMIT;");
        await using var count = next.CreateCommand();
        count.CommandText = "SELECT count(*) FROM t";
        Assert.Equal(1L, await count.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_second_disposal_does_not_let_two_writers_in()
    {
        using var folder = new TemporaryFolder();
        await using var source = new GatedSqliteDataSource(folder.File("x.db"));
        var first = await source.OpenConnectionAsync();
        await first.DisposeAsync();
        await first.DisposeAsync();

        await using var second = await source.OpenConnectionAsync();
        using var patience = new CancellationTokenSource();
        var third = source.OpenConnectionAsync(patience.Token).AsTask();
        Assert.False(third.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
    }

    private static async Task Execute(DbConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync();
    }
}
