using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Silo.Tests.Hosting;
using NSubstitute;

namespace FleetMigrator.Silo.Tests.Api;

/// <summary>The REST API as a script sees it.</summary>
public sealed class RestTests(RunningSilo silo) : IClassFixture<RunningSilo>
{
    [Fact]
    public async Task A_code_is_created_with_its_install_line_shown_listed_disabled_and_deleted()
    {
        using var client = silo.Client();
        using var answer = await client.PostAsJsonAsync("api/v1/codes", new { name = "rack-1", servers = 3, validDays = 2 });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var created = await Body(answer);
        var id = created.GetProperty("view").GetProperty("id").GetString()!;
        var secret = created.GetProperty("code").GetString()!;
        Assert.StartsWith($"{id}-", secret, StringComparison.Ordinal);
        Assert.EndsWith($"--code {secret}", created.GetProperty("installLine").GetString(), StringComparison.Ordinal);

        var shown = await client.GetStringAsync($"api/v1/codes/{id}");
        Assert.Contains("\"status\":\"Activated\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[(id.Length + 1)..], shown, StringComparison.Ordinal);
        await silo.Flush();
        Assert.Contains(id, await client.GetStringAsync("api/v1/codes?q=rack-1"), StringComparison.Ordinal);

        using var disabled = await client.PostAsync(new Uri($"api/v1/codes/{id}/disable", UriKind.Relative), content: null);
        Assert.Equal("Disabled", (await Body(disabled)).GetProperty("status").GetString());
        using var deleted = await client.DeleteAsync(new Uri($"api/v1/codes/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await client.GetAsync(new Uri($"api/v1/codes/{id}", UriKind.Relative));
        await IsProblem(gone, HttpStatusCode.NotFound, "FM-1001");
    }

    [Fact]
    public async Task Every_fault_of_a_request_is_told_at_once()
    {
        using var client = silo.Client();
        using var answer = await client.PostAsJsonAsync("api/v1/codes", new { name = "x/", servers = 0, validDays = 91 });
        var problem = await IsProblem(answer, HttpStatusCode.UnprocessableEntity, expected: null);
        Assert.Equal(
            ["FM-1005", "FM-1006", "FM-1008"],
            problem.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("code").GetString()).Order(StringComparer.Ordinal));
        Assert.NotEmpty(problem.GetProperty("remedy").GetString()!);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        using var client = silo.Client();
        await IsProblem(await client.GetAsync(new Uri("api/v1/sources/s-nope", UriKind.Relative)), HttpStatusCode.NotFound, "FM-2001");
        await IsProblem(await client.GetAsync(new Uri("api/v1/jobs/j-nope", UriKind.Relative)), HttpStatusCode.NotFound, "FM-3001");
        await IsProblem(await client.GetAsync(new Uri("api/v1/nope", UriKind.Relative)), HttpStatusCode.NotFound, "FM-9003");
    }

    [Fact]
    public async Task A_job_that_does_not_exist_is_neither_edited_nor_changed_and_no_orphan_is_known()
    {
        using var client = silo.Client();
        await IsProblem(await client.PutAsJsonAsync("api/v1/jobs/j-nope", new { imageNamePrefix = "web" }), HttpStatusCode.NotFound, "FM-3001");
        await IsProblem(await client.PatchAsJsonAsync("api/v1/jobs/j-nope", new { name = "web" }), HttpStatusCode.NotFound, "FM-3001");
        await IsProblem(await client.PatchAsJsonAsync("api/v1/jobs/j-nope", new { settings = "web" }), HttpStatusCode.BadRequest, "FM-9003");
        using var swept = await client.PostAsync(new Uri("api/v1/orphans", UriKind.Relative), content: null);
        Assert.Equal(0, (await Body(swept)).GetProperty("waiting").GetArrayLength());
    }

    [Fact]
    public async Task A_job_form_with_nothing_in_it_names_every_field_that_is_missing()
    {
        using var client = silo.Client();
        using var answer = await client.PostAsJsonAsync("api/v1/jobs", new { });
        var problem = await IsProblem(answer, HttpStatusCode.UnprocessableEntity, expected: null);
        var fields = problem.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()).ToList();
        Assert.True(fields.Count >= 3, $"only {string.Join(", ", fields)} were named");
    }

    [Fact]
    public async Task A_misspelt_field_and_an_unknown_action_are_refused()
    {
        using var client = silo.Client();
        await IsProblem(await client.PostAsJsonAsync("api/v1/codes", new { nmae = "rack-1" }), HttpStatusCode.BadRequest, "FM-9003");
        await IsProblem(await client.PostAsync(new Uri("api/v1/jobs/j-1/explode", UriKind.Relative), content: null), HttpStatusCode.BadRequest, "FM-9003");
    }

    [Fact]
    public async Task An_access_key_is_made_listed_revoked_and_deleted_and_its_secret_is_told_once()
    {
        using var client = silo.Client();
        using var answer = await client.PostAsJsonAsync("api/v1/access-keys", new { name = "nightly", scope = "Operate", validDays = 30 });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var created = await Body(answer);
        var id = created.GetProperty("view").GetProperty("id").GetString()!;
        await silo.Flush();
        var listed = await client.GetStringAsync("api/v1/access-keys?q=name=nightly+scope=operate+state=active");
        Assert.Contains(id, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(created.GetProperty("secret").GetString()!, listed, StringComparison.Ordinal);
        using var revoked = await client.PostAsync(new Uri($"api/v1/access-keys/{id}/revoke", UriKind.Relative), content: null);
        Assert.Equal("Revoked", (await Body(revoked)).GetProperty("status").GetString());
        using var deleted = await client.DeleteAsync(new Uri($"api/v1/access-keys/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await IsProblem(await client.GetAsync(new Uri($"api/v1/access-keys/{id}", UriKind.Relative)), HttpStatusCode.NotFound, "FM-8010");
    }

    [Fact]
    public async Task Servers_are_tagged_grouped_found_and_deleted()
    {
        using var client = silo.Client();
        var id = await Imported("rest-1");
        using var made = await client.PostAsJsonAsync("api/v1/groups", new { name = "rest-group" });
        var group = (await Body(made)).GetProperty("id").GetString()!;
        using var joined = await client.PostAsJsonAsync($"api/v1/groups/{group}/members", new { ids = new[] { id } });
        Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        using var tagged = await client.PostAsJsonAsync("api/v1/tags", new { ids = new[] { id, "s-none" }, tags = new { env = "prod" } });
        Assert.Equal("FM-2001", (await Body(tagged))[1].GetProperty("fault").GetProperty("code").GetString());
        await silo.Flush();
        var search = Uri.EscapeDataString($"tag.env=prod and group={group} and not hostname:other");
        Assert.Contains(id, await client.GetStringAsync($"api/v1/sources?q={search}&sort=name"), StringComparison.Ordinal);
        await IsProblem(await client.DeleteAsync(new Uri($"api/v1/groups/{group}", UriKind.Relative)), HttpStatusCode.Conflict, "FM-2041");

        await IsProblem(await client.PostAsJsonAsync("api/v1/tags/remove", new { ids = new[] { id }, keys = new[] { "env" }, all = true }), HttpStatusCode.BadRequest, "FM-9003");
        using var untagged = await client.PostAsJsonAsync("api/v1/tags/remove", new { ids = new[] { id }, all = true });
        Assert.Equal(HttpStatusCode.OK, untagged.StatusCode);
        using var renamed = await client.PatchAsJsonAsync($"api/v1/sources/{id}", new { name = "renamed-1" });
        Assert.Equal("renamed-1", (await Body(renamed)).GetProperty("name").GetString());
        using var refreshed = await client.PostAsync(new Uri($"api/v1/sources/{id}/refresh", UriKind.Relative), content: null);
        Assert.Contains("\"state\":\"Pending\"", await client.GetStringAsync(refreshed.Headers.Location), StringComparison.Ordinal);
        using var deleted = await client.DeleteAsync(new Uri($"api/v1/sources/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task A_search_that_cannot_be_read_is_refused_with_its_position()
    {
        using var client = silo.Client();
        var problem = await IsProblem(await client.GetAsync(new Uri("api/v1/jobs?q=state%3DRuning", UriKind.Relative)), HttpStatusCode.BadRequest, "FM-9010");
        Assert.StartsWith("at position 7: ", problem.GetProperty("cause").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"name\":\"bucket\"", await client.GetStringAsync("api/v1/search-fields/jobs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_are_filtered_by_id_name_and_status_and_paged()
    {
        using var client = silo.Client();
        var ids = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            using var made = await client.PostAsJsonAsync("api/v1/codes", new { name = $"paged-{number}" });
            ids.Add((await Body(made)).GetProperty("view").GetProperty("id").GetString()!);
        }

        using var disabled = await client.PostAsync(new Uri($"api/v1/codes/{ids[0]}/disable", UriKind.Relative), content: null);
        await silo.Flush();
        Assert.Equal([ids[1]], await Ids(client, $"api/v1/codes?q=id={ids[1]}"));
        Assert.Equal([ids[0]], await Ids(client, "api/v1/codes?q=name:paged&state=Disabled"));
        Assert.Equal([ids[1], ids[2]], await Ids(client, "api/v1/codes?q=name:paged-+state=activated&sort=name"));
        var first = await Body(await client.GetAsync(new Uri("api/v1/codes?q=name:paged-&sort=name&take=2", UriKind.Relative)));
        Assert.Equal(3, first.GetProperty("total").GetInt32());
        Assert.Equal([ids[2]], await Ids(client, $"api/v1/codes?q=name:paged-&sort=name&take=2&cursor={first.GetProperty("next").GetString()}"));
    }

    [Fact]
    public async Task Regions_and_buckets_come_from_the_cloud()
    {
        silo.Cloud.Compute.Regions(Arg.Any<CancellationToken>()).Returns(["cn-beijing", "cn-shanghai"]);
        silo.Cloud.Buckets.List("cn-shanghai", Arg.Any<CancellationToken>()).Returns(["transit"]);
        using var client = silo.Client();
        Assert.Equal(["cn-beijing", "cn-shanghai"], (await client.GetFromJsonAsync<string[]>("api/v1/regions"))!);
        Assert.Equal(["transit"], (await client.GetFromJsonAsync<string[]>("api/v1/buckets?region=cn-shanghai"))!);
    }

    [Fact]
    public async Task Catalogue_overview_and_api_document_are_there()
    {
        using var client = silo.Client();
        Assert.Contains("FM-8001", await client.GetStringAsync("api/v1/errors"), StringComparison.Ordinal);
        Assert.Contains("\"sources\"", await client.GetStringAsync("api/v1/overview"), StringComparison.Ordinal);
        Assert.Contains("/api/v1/jobs/{id}/settings", await client.GetStringAsync("openapi/v1.json"), StringComparison.Ordinal);
    }

    private async Task<string> Imported(string host)
    {
        var identity = new MachineIdentity(host, "", host, []);
        var id = identity.SourceId("default");
        var inventory = new Inventory(host, "linux", "debian", "12", "Debian 12", "6.1", "x86_64", "bios", 2, 1L << 31, ["192.0.2.1"], "absent", []);
        await silo.Grains.GetGrain<ISourceServer>(id).Enrol(new EnrolFacts(identity, inventory, "0.1.0", [], "at-1", "c"));
        return id;
    }

    private static async Task<List<string>> Ids(HttpClient client, string list)
    {
        var page = await Body(await client.GetAsync(new Uri(list, UriKind.Relative)));
        return [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
    }

    private static async Task<JsonElement> Body(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    private static async Task<JsonElement> IsProblem(HttpResponseMessage answer, HttpStatusCode status, string? expected)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await Body(answer);
        if (expected is not null)
        {
            Assert.Equal(expected, problem.GetProperty("code").GetString());
        }

        return problem;
    }
}
