using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace FleetMigrator.Cli.Api;

/// <summary>The service's REST API. Address and token come from FLEET_URL and FLEET_TOKEN.</summary>
internal sealed class FleetApi : IDisposable
{
    private readonly HttpClient _http;

    private FleetApi(HttpClient http) => _http = http;

    public static FleetApi FromEnvironment()
    {
        var url = Environment.GetEnvironmentVariable("FLEET_URL") ?? "http://127.0.0.1:5080";
        var token = Environment.GetEnvironmentVariable("FLEET_TOKEN")
            ?? throw new CommandFailure(ExitCode.Configuration, "FLEET_TOKEN is not set. Set it to the token in silo.json of the service's data folder.");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            throw new CommandFailure(ExitCode.Configuration, $"FLEET_URL is not an address: {url}");
        }

        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new FleetApi(http);
    }

    public Task<JsonElement> Get(string path, CancellationToken cancellation) => Send(HttpMethod.Get, path, cancellation);

    public Task<JsonElement> Post(string path, CancellationToken cancellation) => Send(HttpMethod.Post, path, cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> Send(HttpMethod method, string path, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            using var response = await _http.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            return response.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw Refusal(response.StatusCode, text);
        }
        catch (HttpRequestException failure)
        {
            throw new CommandFailure(ExitCode.Unreachable, $"The service at {_http.BaseAddress} cannot be reached: {failure.Message}");
        }
    }

    private static CommandFailure Refusal(HttpStatusCode status, string text)
    {
        var code = status switch
        {
            HttpStatusCode.NotFound => ExitCode.NotFound,
            HttpStatusCode.Conflict => ExitCode.RefusedByState,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCode.NotAllowed,
            _ => ExitCode.Failed,
        };
        return new CommandFailure(code, text.StartsWith('{') ? Problem(text) : $"HTTP {(int)status} {text}");
    }

    private static string Problem(string text)
    {
        using var problem = JsonDocument.Parse(text);
        string Field(string name) => problem.RootElement.TryGetProperty(name, out var value) ? value.ToString() : "";
        return $"{Field("code")} {Field("title")}\n  cause:  {Field("cause")}\n  remedy: {Field("remedy")}";
    }
}
