using System.Diagnostics.Metrics;
using System.Globalization;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Calls;

/// <summary>One exchange with the cloud: sends, reads and tells failures of the way from refusals of the cloud.</summary>
internal sealed class CloudTransport(HttpMessageInvoker http, TimeProvider clock) : IDisposable
{
    private static readonly Meter Meter = new("FleetMigrator.Cloud");

    private static readonly Counter<long> Exchanges
        = Meter.CreateCounter<long>("fleet.cloud.exchanges", "{exchange}", "Requests sent to the cloud, by call and HTTP status; status 0 is no answer.");

    /// <summary>Answers are small; a larger one is a mistake or an attack.</summary>
    private const int LargestAnswer = 32 * 1024 * 1024;

    /// <summary>For the service: pooled connections, no redirects (a signature holds for one address only).</summary>
    public static CloudTransport Create(CloudOptions options, TimeProvider clock) => new(
        new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // Endpoints change their addresses.
            UseCookies = false,
            UseProxy = options.Endpoint is null, // An endpoint of one's own is near; a proxy could not reach it.
        }),
        clock);

    /// <summary>Sends and reads the whole answer.</summary>
    /// <param name="call">Name for metrics and errors.</param>
    /// <param name="request">Signed.</param>
    /// <param name="timeout">Of this try.</param>
    /// <param name="mayRepeat">Whether the call may be repeated though it may have had its effect already.</param>
    /// <param name="cancellation">Ends at once.</param>
    /// <exception cref="FailedTry">No complete answer arrived.</exception>
    public async Task<CloudAnswer> Exchange(string call, HttpRequestMessage request, TimeSpan timeout, bool mayRepeat, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            byte[] body = [];
            if (request.Method != HttpMethod.Head) // Its length is the object's, and nothing of that comes.
            {
                await response.Content.LoadIntoBufferAsync(LargestAnswer, either.Token);
                body = await response.Content.ReadAsByteArrayAsync(either.Token);
            }

            Count(call, (int)response.StatusCode);
            var headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
            return new((int)response.StatusCode, headers, body);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Count(call, 0);
            throw new FailedTry(CloudErrors.Unreachable.With($"{call}: no answer from {Host(request)} within {timeout.TotalSeconds:0} s"), mayRepeat);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            Count(call, 0);
            var neverSent = broken is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
            };
            throw new FailedTry(CloudErrors.Unreachable.With($"{call}: {Host(request)}: {broken.Message}", broken), mayRepeat || neverSent);
        }
    }

    /// <summary>Sends and hands the answer over before its body has arrived; for objects.</summary>
    public Task<HttpResponseMessage> Open(HttpRequestMessage request, CancellationToken cancellation) => http.SendAsync(request, cancellation);

    /// <summary>A request for exactly these bytes of path and query: what was signed is what is sent.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string address, IEnumerable<KeyValuePair<string, string>> headers, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Content = content,
        };
        foreach (var header in headers.Where(header => !string.Equals(header.Key, "host", StringComparison.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return request;
    }

    /// <summary>The request as signatures see it.</summary>
    public static WireRequest Wire(string method, string address, IReadOnlyList<KeyValuePair<string, string>> headers)
        => WireRequest.FromTarget(method, address, headers);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static string Host(HttpRequestMessage request) => request.RequestUri!.Authority;

    private static void Count(string call, int status)
    {
        var space = call.IndexOf(' ', StringComparison.Ordinal);
        Exchanges.Add(1, new("call", space < 0 ? call : call[..space]), new("status", status.ToString(CultureInfo.InvariantCulture)));
    }
}
