using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FleetMigrator.Silo.Tests.Storage;

namespace FleetMigrator.Silo.Tests.Cluster;

/// <summary>Silos as processes, because only a process can be killed.</summary>
public sealed class KilledSiloTests(PostgresServer server)
{
    [Fact]
    public async Task After_a_kill_the_other_silo_answers_for_every_grain()
    {
        var database = await server.NewDatabase();
        await using var first = await SiloProgram.Start(database);
        await using var second = await SiloProgram.Start(database);
        var ids = new List<string>();
        for (var number = 0; number < 20; number++)
        {
            using var made = await (number % 2 == 0 ? first : second).Client.PostAsJsonAsync("/api/v1/codes", new { name = $"code-{number}" });
            Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
            ids.Add((await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("view").GetProperty("id").GetString()!);
        }

        await first.Kill();
        foreach (var id in ids)
        {
            await Answers(second.Client, id);
        }
    }

    // Until the death has been noticed, calls of the dead silo's grains fail; each waits for an answer or a refused connection.
    private static async Task Answers(HttpClient client, string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var reply = await client.GetAsync(new Uri($"/api/v1/codes/{id}", UriKind.Relative), patience.Token);
            if (reply.StatusCode == HttpStatusCode.OK)
            {
                Assert.Equal(id, (await reply.Content.ReadFromJsonAsync<JsonElement>(patience.Token)).GetProperty("id").GetString());
                return;
            }

            Assert.True((int)reply.StatusCode >= 500, await reply.Content.ReadAsStringAsync(patience.Token));
        }
    }
}
