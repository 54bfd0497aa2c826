using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using FleetMigrator.Silo.Tests.Storage;
using Npgsql;

namespace FleetMigrator.Silo.Tests.Cluster;

/// <summary>Silos as processes, because only a process can be killed or frozen.</summary>
public sealed class LostSiloTests(PostgresServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task After_a_kill_the_other_silo_answers_for_every_grain()
    {
        var database = await server.NewDatabase();
        await using var first = await SiloProgram.Start(database);
        await using var second = await SiloProgram.Start(database);
        var ids = await Codes(first, second);

        await first.Process.Kill();
        await Answer(second, ids);
    }

    [Fact]
    public async Task A_silo_that_froze_is_replaced_and_ends_when_it_wakes_instead_of_writing_over_its_successor()
    {
        var database = await server.NewDatabase();
        await using var first = await SiloProgram.Start(database);
        await using var second = await SiloProgram.Start(database);
        var ids = await Codes(first, second);

        first.Process.Freeze();
        await Answer(second, ids);
        foreach (var id in ids)
        {
            using var disabled = await second.Client.PostAsync(new Uri($"/api/v1/codes/{id}/disable", UriKind.Relative), content: null);
            Assert.True(disabled.IsSuccessStatusCode, await disabled.Content.ReadAsStringAsync());
        }

        // It may have held none of these grains, and then nobody had to wait for its end to be noticed.
        using var patience = new CancellationTokenSource(Patience);
        await Declared(database, patience.Token);
        first.Process.Thaw();
        await first.Process.Exit(patience.Token);
        foreach (var id in ids)
        {
            Assert.Equal("Disabled", (await second.Client.GetFromJsonAsync<JsonElement>($"/api/v1/codes/{id}")).GetProperty("status").GetString());
        }
    }

    // The others have written that it is dead: what a woken silo finds, and why it ends.
    private static async Task Declared(string database, CancellationToken patience)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(patience);
        while (await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM OrleansMembershipTable WHERE Status = {(int)SiloStatus.Dead}") == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience);
        }
    }

    // Half of them made by each, so that each has grains.
    private static async Task<List<string>> Codes(SiloProgram first, SiloProgram second)
    {
        var ids = new List<string>();
        for (var number = 0; number < 20; number++)
        {
            using var made = await (number % 2 == 0 ? first : second).Client.PostAsJsonAsync("/api/v1/codes", new { name = $"code-{number}" });
            Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
            ids.Add((await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("view").GetProperty("id").GetString()!);
        }

        return ids;
    }

    // Until the loss has been noticed, calls of the lost silo's grains fail; each waits for an answer or a refused connection.
    private static async Task Answer(SiloProgram silo, IEnumerable<string> ids)
    {
        using var patience = new CancellationTokenSource(Patience);
        foreach (var id in ids)
        {
            while (true)
            {
                using var reply = await silo.Client.GetAsync(new Uri($"/api/v1/codes/{id}", UriKind.Relative), patience.Token);
                if (reply.StatusCode == HttpStatusCode.OK)
                {
                    Assert.Equal(id, (await reply.Content.ReadFromJsonAsync<JsonElement>(patience.Token)).GetProperty("id").GetString());
                    break;
                }

                Assert.True((int)reply.StatusCode >= 500, await reply.Content.ReadAsStringAsync(patience.Token));
            }
        }
    }
}
