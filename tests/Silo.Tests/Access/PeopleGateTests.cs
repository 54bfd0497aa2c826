using System.Net;
using FleetMigrator.Silo.Tests.Hosting;

namespace FleetMigrator.Silo.Tests.Access;

/// <summary>Who gets in, where.</summary>
public sealed class PeopleGateTests(RunningSilo silo) : IClassFixture<RunningSilo>
{
    [Fact]
    public async Task Without_the_start_token_nothing_is_shown_but_health()
    {
        using var client = new HttpClient { BaseAddress = silo.People };
        using var refused = await client.GetAsync(new Uri("api/v1/overview", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("FM-8001", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("ready", await client.GetStringAsync("healthz/ready"));
        Assert.Equal("live", await client.GetStringAsync("healthz/live"));
    }

    [Fact]
    public async Task The_printed_address_logs_a_browser_in_and_takes_the_token_out_of_sight()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = silo.People };
        using var login = await client.GetAsync(new Uri($"api/v1/overview?token={silo.Token}&x=1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, login.StatusCode);
        Assert.Equal("/api/v1/overview?x=1", login.Headers.Location?.ToString());
        var cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);

        using var inside = await client.GetAsync(new Uri("api/v1/overview", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, new Uri("api/v1/codes", UriKind.Relative));
        foreign.Headers.Add("Origin", "http://evil.example");
        using var refused = await client.SendAsync(foreign);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_foreign_name_for_this_address_is_refused_even_with_the_token()
    {
        using var client = silo.Client();
        using var rebound = new HttpRequestMessage(HttpMethod.Get, new Uri("api/v1/overview", UriKind.Relative)) { Headers = { Host = "evil.example" } };
        using var refused = await client.SendAsync(rebound);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Listeners_answer_only_what_is_theirs()
    {
        using var client = silo.Client();
        using var script = await client.GetAsync(new Uri("install.sh", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, script.StatusCode);
        using var health = await client.GetAsync(new Uri(silo.Bootstrap, "healthz/ready"));
        Assert.Equal(HttpStatusCode.NotFound, health.StatusCode);
        using var overview = await client.GetAsync(new Uri(silo.Bootstrap, "api/v1/overview"));
        Assert.Equal(HttpStatusCode.NotFound, overview.StatusCode);
    }
}
