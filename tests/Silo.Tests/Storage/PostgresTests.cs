using Dapper;
using FleetMigrator.Demo.Stage;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Silo.Hosting;
using FleetMigrator.Silo.Storage;
using FleetMigrator.Silo.Tests.Hosting;
using Npgsql;

namespace FleetMigrator.Silo.Tests.Storage;

/// <summary>What is PostgreSQL's own: tables made by several at once, and refusals that say what to do.</summary>
public sealed class PostgresTests(PostgresServer server)
{
    [Fact]
    public async Task Silos_that_start_at_once_make_the_tables_once()
    {
        var connection = await server.NewDatabase();
        var databases = Enumerable.Range(0, 8).Select(_ => new FleetDatabase(new PostgresDialect(connection))).ToArray();
        await Task.WhenAll(databases.Select(database => database.Prepare(CancellationToken.None)));

        using (var reader = databases[0].OpenReader())
        {
            Assert.Equal(3, await reader.ExecuteScalarAsync<long>(databases[0].Dialect.ReadShape));
            Assert.Equal(0, await reader.ExecuteScalarAsync<long>("SELECT count(*) FROM fleet_source"));
        }

        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_audit_log_cannot_be_changed()
    {
        await using var database = new FleetDatabase(new PostgresDialect(await server.NewDatabase()));
        await database.Prepare(CancellationToken.None);
        await using var connection = await database.Writer.OpenConnectionAsync();
        foreach (var change in new[] { "DELETE FROM fleet_audit", "UPDATE fleet_audit SET actor = 'x'", "TRUNCATE fleet_audit_outcome" })
        {
            Assert.Contains("append-only", (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(change))).MessageText, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Password=wrong", "FM-9006")]
    [InlineData("Username=nobody", "FM-9006")]
    [InlineData("Database=absent", "FM-9006")]
    [InlineData("Port=1", "FM-9005")]
    public async Task A_server_that_cannot_be_used_is_named_with_a_code_and_without_the_password(string change, string code)
    {
        using var folder = new TemporaryFolder();
        var connection = $"{await server.NewDatabase()};{change}";
        var refused = await Assert.ThrowsAsync<FleetException>(() => SiloHost.Build([$"--Fleet:Data={folder.File("data")}", $"--Fleet:Database={connection}"]));
        Assert.Equal(code, refused.Code);
        Assert.Contains("127.0.0.1", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresProcess.Password, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_another_installation_is_refused()
    {
        using var folder = new TemporaryFolder();
        var database = await server.NewDatabase();
        await Exchange(folder.File("first"), database);
        await Exchange(folder.File("second"), database);
        Assert.Equal(await File.ReadAllTextAsync(folder.File("first/pki/root.pem")), await File.ReadAllTextAsync(folder.File("second/pki/root.pem")));
        Assert.Equal(await File.ReadAllTextAsync(folder.File("first/start-token")), await File.ReadAllTextAsync(folder.File("second/start-token")));

        await Exchange(folder.File("stranger"), await server.NewDatabase());
        Assert.Equal("FM-9007", (await Assert.ThrowsAsync<FleetException>(() => Exchange(folder.File("stranger"), database))).Code);
    }

    private static async Task Exchange(string folder, string connection)
    {
        using var held = DataFolder.Hold(folder);
        await using var database = new FleetDatabase(new PostgresDialect(connection));
        await database.Prepare(CancellationToken.None);
        await new SharedSecrets(database).Exchange(held, TimeProvider.System, CancellationToken.None);
    }
}
