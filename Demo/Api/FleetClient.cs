using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FleetMigrator.Demo.Stage;

namespace FleetMigrator.Demo.Api;

/// <summary>The service's REST API, as any script would use it.</summary>
public sealed class FleetClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http;

    public FleetClient(string url, string token)
    {
        _http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<CreatedCode> CreateCode(string name, int servers, CancellationToken cancellation)
        => Post<CreatedCode>("api/v1/codes", new { name, servers, validDays = 1 }, cancellation);

    public Task<SourceInfo> Source(string id, CancellationToken cancellation) => Get<SourceInfo>($"api/v1/sources/{id}", cancellation);

    public Task<JobInfo> CreateJob(object request, CancellationToken cancellation) => Post<JobInfo>("api/v1/jobs?start=true", request, cancellation);

    public Task<JobInfo> Job(string id, CancellationToken cancellation) => Get<JobInfo>($"api/v1/jobs/{id}", cancellation);

    public Task<JobInfo> Act(string jobId, string action, CancellationToken cancellation)
        => Post<JobInfo>($"api/v1/jobs/{jobId}/{action}", new { }, cancellation);

    public Task<ImportInfo> Import(object request, CancellationToken cancellation) => Post<ImportInfo>("api/v1/imports", request, cancellation);

    public Task<ImportInfo> ImportOf(string id, CancellationToken cancellation) => Get<ImportInfo>($"api/v1/imports/{id}", cancellation);

    public Task<ImportedItems> ImportedItems(string id, CancellationToken cancellation) => Get<ImportedItems>($"api/v1/imports/{id}/items", cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<T> Get<T>(string path, CancellationToken cancellation)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        return await Read<T>(response, cancellation);
    }

    private async Task<T> Post<T>(string path, object body, CancellationToken cancellation)
    {
        using var response = await _http.PostAsJsonAsync(path, body, Json, cancellation);
        return await Read<T>(response, cancellation);
    }

    private static async Task<T> Read<T>(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw new ApiRefusedException((int)response.StatusCode, text);
        }

        return JsonSerializer.Deserialize<T>(text, Json) ?? throw new DemoException("the service answered with nothing", "Look at the silo's log.");
    }
}
