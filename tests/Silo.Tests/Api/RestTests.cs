using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
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
