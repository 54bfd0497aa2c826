using Dapper;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.Silo.Tests.ReadModel;

/// <summary>On a file of SQLite, whose tables carry their shape's number.</summary>
public sealed class ReadModelTests : ReadModelContract
{
    [Fact]
    public async Task Tables_of_another_shape_are_thrown_away_and_filled_again()
    {
        await Silo.Grains.GetGrain<IActivationCode>("at-1").Create(new CodeRequest("kept"));
        await Silo.Flush();
        using (var connection = await Silo.Services.GetRequiredService<FleetDatabase>().Writer.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("PRAGMA user_version = 1; DROP TABLE fleet_code; CREATE TABLE fleet_code (id TEXT NOT NULL PRIMARY KEY, something TEXT);");
        }

        await Silo.Restart();
        await Silo.Flush();
        Assert.Equal("kept", Assert.Single((await Reader.Codes(new FleetQuery(), CancellationToken.None)).Items).Name);
    }

    protected override Task<string> NewDatabase() => Task.FromResult("");
}
