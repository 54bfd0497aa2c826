using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Silo.Access;
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

    [Theory]
    [InlineData(AccessScope.Enrol, "api/v1/overview", HttpStatusCode.Forbidden)]
    [InlineData(AccessScope.Operate, "api/v1/overview", HttpStatusCode.OK)]
    [InlineData(AccessScope.Operate, "api/v1/access-keys", HttpStatusCode.Forbidden)]
    [InlineData(AccessScope.Administer, "api/v1/access-keys", HttpStatusCode.OK)]
    [InlineData(AccessScope.Administer, "", HttpStatusCode.Forbidden)]
    public async Task An_access_key_opens_what_its_scope_allows(AccessScope scope, string path, HttpStatusCode expected)
    {
        var id = Ids.New("ak");
        var created = await silo.Grains.GetGrain<IAccessKey>(id).Create(new AccessKeyRequest("script", scope));
        using var client = Script(id, created.Secret);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_wrong_or_revoked_access_key_is_refused_even_beside_the_cookie()
    {
        var id = Ids.New("ak");
        var created = await silo.Grains.GetGrain<IAccessKey>(id).Create(new AccessKeyRequest("script", AccessScope.Administer));
        await silo.Grains.GetGrain<IAccessKey>(id).Revoke();
        foreach (var (secret, code) in new[] { ("wrong", "FM-8005"), (created.Secret, "FM-8007") })
        {
            using var client = Script(id, secret);
            client.DefaultRequestHeaders.Add("Cookie", $"{PeopleGate.Cookie}={silo.Token}");
            using var refused = await client.GetAsync(new Uri("api/v1/overview", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Contains(code, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
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

    private HttpClient Script(string id, string secret)
    {
        var client = new HttpClient { BaseAddress = silo.People };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
        return client;
    }
}
