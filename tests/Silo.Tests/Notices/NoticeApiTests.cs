using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FleetMigrator.Demo.Stage;
using FleetMigrator.Silo.Tests.Hosting;

namespace FleetMigrator.Silo.Tests.Notices;

public sealed class NoticeApiTests(RunningSilo silo) : IClassFixture<RunningSilo>
{
    [Fact]
    public async Task A_webhook_is_made_tested_shown_without_its_secret_and_removed()
    {
        var url = $"http://127.0.0.1:{FreePort.Next()}/hook/";
        using var listener = new HttpListener();
        listener.Prefixes.Add(url);
        listener.Start();
        using var client = silo.Client();
        using var made = await client.PostAsJsonAsync("api/v1/notification-targets", new { name = "ops", kind = "Webhook", url, kinds = new[] { "Failed" } });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var created = await made.Content.ReadFromJsonAsync<JsonElement>();
        var id = created.GetProperty("view").GetProperty("id").GetString()!;
        var secret = created.GetProperty("secret").GetString()!;

        using var tested = await client.PostAsync(new Uri($"api/v1/notification-targets/{id}/test", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.OK, tested.StatusCode);
        var taken = await listener.GetContextAsync().WaitAsync(TestContext.Current.CancellationToken);
        taken.Response.Close();

        var listed = await client.GetStringAsync("api/v1/notification-targets");
        Assert.Contains(id, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await client.GetStringAsync("api/v1/audit"), StringComparison.Ordinal);
        using var gone = await client.DeleteAsync(new Uri($"api/v1/notification-targets/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        using var missing = await client.GetAsync(new Uri($"api/v1/notification-targets/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }
}
