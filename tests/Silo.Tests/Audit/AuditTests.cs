using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Audit;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Silo.Audit;
using FleetMigrator.Silo.Storage;
using FleetMigrator.Silo.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FleetMigrator.Silo.Tests.Audit;

/// <summary>Who did what, as the log tells it afterwards.</summary>
public sealed class AuditTests(RunningSilo silo) : IClassFixture<RunningSilo>
{
    [Fact]
    public async Task A_command_is_written_down_with_who_what_before_and_after_and_without_its_secret()
    {
        using var client = silo.Client();
        using var made = await client.PostAsJsonAsync("api/v1/codes", new { name = "rack-7", servers = 3 });
        var created = await made.Content.ReadFromJsonAsync<JsonElement>();
        var id = created.GetProperty("view").GetProperty("id").GetString()!;
        var code = created.GetProperty("code").GetString()!;
        using var disabled = await client.PostAsync(new Uri($"api/v1/codes/{id}/disable", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.OK, disabled.StatusCode);

        var text = await client.GetStringAsync("api/v1/audit?take=200");
        Assert.DoesNotContain(code[(id.Length + 1)..], text, StringComparison.Ordinal);
        var creation = (await List(client, "action=createCode")).First(entry => entry.GetProperty("request").GetProperty("name").GetString() == "rack-7");
        Assert.Equal(("start token", 201, "POST"), (creation.GetProperty("actor").GetString(), creation.GetProperty("status").GetInt32(), creation.GetProperty("method").GetString()));
        Assert.Contains(Changes(creation), change => change == ("view.name", null, "rack-7"));
        var ending = Assert.Single(await List(client, $"subject={id}"));
        Assert.Equal("disableCode", ending.GetProperty("action").GetString());
        Assert.Equal([("status", "Activated", "Disabled")], Changes(ending));
    }

    [Fact]
    public async Task A_refused_command_is_written_down_with_its_code_and_reading_is_not()
    {
        using var client = silo.Client();
        using var refused = await client.PostAsync(new Uri("api/v1/jobs/j-nope/start", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        using var read = await client.GetAsync(new Uri("api/v1/jobs/j-nope", UriKind.Relative));
        var entry = Assert.Single(await List(client, "subject=j-nope"));
        Assert.Equal((404, "FM-3001"), (entry.GetProperty("status").GetInt32(), entry.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_limit_and_its_removal_are_told_before_and_after()
    {
        using var client = silo.Client();
        using var set = await client.PutAsJsonAsync("api/v1/quotas/limits/Instances", new { value = 7, region = "cn-beijing" });
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        using var gone = await client.DeleteAsync(new Uri("api/v1/quotas/limits/Instances?region=cn-beijing", UriKind.Relative));
        Assert.Equal([("Instances in 'cn-beijing' of ''", "7", null)], Changes((await List(client, "action=removeLimit"))[0]));
        Assert.Equal([("Instances in 'cn-beijing' of ''", null, "7")], Changes((await List(client, "action=setLimit"))[0]));
    }

    [Fact]
    public async Task The_list_is_read_page_by_page_to_its_end_without_gap_or_repetition()
    {
        using var client = silo.Client();
        foreach (var number in Enumerable.Range(0, 7))
        {
            using var answer = await client.PostAsync(new Uri($"api/v1/jobs/j-{number}/pause", UriKind.Relative), content: null);
        }

        var ids = new List<long>();
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"api/v1/audit?action=actOnJob&take=2&cursor={cursor}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("id").GetInt64()));
            cursor = page.GetProperty("next").GetString();
        }

        Assert.True(ids.Count >= 7);
        Assert.Equal(ids.Distinct().OrderDescending(), ids);
    }

    [Theory]
    [InlineData("UPDATE fleet_audit SET actor = 'nobody'")]
    [InlineData("DELETE FROM fleet_audit")]
    [InlineData("UPDATE fleet_audit_outcome SET status = 200")]
    [InlineData("DELETE FROM fleet_audit_outcome")]
    public async Task Nothing_that_is_written_can_be_changed_or_removed(string statement)
    {
        using var client = silo.Client();
        using var answer = await client.PostAsync(new Uri("api/v1/jobs/j-x/pause", UriKind.Relative), content: null);
        await using var connection = await silo.Services.GetRequiredService<FleetDatabase>().Writer.OpenConnectionAsync();
        var refused = await Assert.ThrowsAsync<SqliteException>(() => connection.ExecuteAsync(statement));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_whose_end_nobody_saw_is_told_as_such()
    {
        var log = silo.Services.GetRequiredService<AuditLog>();
        await log.Begin(new AuditEntry(0, default, "ak-1", "", "cutOff", "POST", "/api/v1/x", "", Request: null), CancellationToken.None);
        var entry = Assert.Single((await log.List("ak-1", "cutOff", "", 10, "")).Items);
        Assert.Null(entry.Status);
    }

    [Fact]
    public async Task What_a_page_does_is_written_down_like_a_command_of_the_api()
    {
        var code = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IActivationCode>("at-page00000001");
        var actions = new PageActions(silo.Services.GetRequiredService<AuditTrail>(), new OpenPage("codes/new?x=1"));
        var request = new CodeRequest("rack-8", "", 3, 5);
        var created = await actions.Do("createCode", "at-page00000001", request, () => code.Create(request));
        await Assert.ThrowsAsync<FleetException>(() => actions.Do("createCode", "at-page00000001", request with { Servers = 0 }, () => code.Create(request with { Servers = 0 })));

        using var client = silo.Client();
        var entries = await List(client, "subject=at-page00000001");
        Assert.Equal([("PAGE", "/codes/new?x=1", 409), ("PAGE", "/codes/new?x=1", 200)], entries.Select(entry => (
            entry.GetProperty("method").GetString()!, entry.GetProperty("path").GetString()!, entry.GetProperty("status").GetInt32())));
        Assert.Contains(Changes(entries[1]), change => change == ("name", null, "rack-8"));
        Assert.DoesNotContain(created.Code[(created.View.Id.Length + 1)..], entries[1].GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<List<JsonElement>> List(HttpClient client, string query)
        => [.. (await client.GetFromJsonAsync<JsonElement>($"api/v1/audit?{query}")).GetProperty("items").EnumerateArray()];

    private static List<(string? Field, string? Before, string? After)> Changes(JsonElement entry)
        => [.. entry.GetProperty("changes").EnumerateArray().Select(change => (
            change.GetProperty("field").GetString(), change.GetProperty("before").GetString(), change.GetProperty("after").GetString()))];
}
