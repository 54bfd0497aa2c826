using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Notices;

namespace FleetMigrator.Silo.Notices;

/// <summary>
/// Notices as signed POSTs, in the form of the Standard Webhooks specification: the signature covers id, time and body, so that a
/// receiver can tell forgeries, repetitions and old news.
/// </summary>
internal sealed class WebhookSender(TimeProvider clock) : IDisposable
{
    private const string SecretPrefix = "whsec_";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    // A redirect could lead a signed notice to somebody else.
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });

    public async Task Send(TargetRequest target, string secret, Notice notice, CancellationToken cancellation)
    {
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = JsonSerializer.SerializeToUtf8Bytes(new { type = notice.Kind, timestamp = notice.At, data = notice }, _json);
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", notice.Id);
        request.Headers.Add("webhook-timestamp", time);
        request.Headers.Add("webhook-signature", Sign(secret, notice.Id, time, body));
        request.Headers.UserAgent.ParseAdd("FleetMigrator");
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw NoticeErrors.NotTaken.With($"{target.Url} answered {(int)answer.StatusCode}");
            }
        }
        catch (Exception failed) when (failed is HttpRequestException or SocketException or IOException)
        {
            throw NoticeErrors.NotTaken.With($"{target.Url}: {failed.Message}", failed);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The signature that a receiver computes anew.</summary>
    public static string Sign(string secret, string id, string time, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), signed))}";
    }
}
