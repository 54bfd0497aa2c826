using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FleetMigrator.Silo.Tests.Hosting;

namespace FleetMigrator.Silo.Tests.Bulk;

public sealed class BulkApiTests(RunningSilo silo) : IClassFixture<RunningSilo>
{
    [Fact]
    public async Task A_bulk_action_is_begun_once_for_its_key_and_told_item_by_item()
    {
        using var client = silo.Client();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k1");
        var form = new { action = "Cancel", ids = new[] { "j-nope" } };
        using var first = await client.PostAsJsonAsync("api/v1/bulk", form);
        using var second = await client.PostAsJsonAsync("api/v1/bulk", form);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var id = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        Assert.Equal(id, (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString());
        JsonElement view;
        do
        {
            view = await client.GetFromJsonAsync<JsonElement>($"api/v1/bulk/{id}", TestContext.Current.CancellationToken);
        }
        while (view.GetProperty("endedAt").ValueKind == JsonValueKind.Null);

        var items = await client.GetFromJsonAsync<JsonElement>($"api/v1/bulk/{id}/items?state=Failed");
        Assert.Equal("FM-3001", items.GetProperty("items")[0].GetProperty("fault").GetProperty("code").GetString());
        Assert.Equal(1, (await client.GetFromJsonAsync<JsonElement>("api/v1/bulk")).GetProperty("total").GetInt32());
    }
}
