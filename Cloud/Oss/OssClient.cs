using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Credentials;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Protocol.Shapes.Oss;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Oss;

/// <summary>Signs OSS requests with version 4, sends them and repeats them where that helps; makes presigned addresses.</summary>
internal sealed class OssClient(CloudTransport transport, CloudEndpoints endpoints, ICredentialSource credentials, CallRetry retry, CloudClock clock, CloudOptions options)
{
    /// <summary>One call. Every OSS call of ours may be repeated: writing the same object or part again gives the same.</summary>
    /// <exception cref="FleetException">FM-4xxx, with the cloud's code and request id in <see cref="CloudFacts"/>.</exception>
    public Task<CloudAnswer> Send(OssCall call, CancellationToken cancellation)
    {
        var corrected = false;
        return retry.Run(call.Name, Try, cancellation);

        async Task<CloudAnswer> Try(CancellationToken token)
        {
            using var request = Sign(call);
            var timeout = call.Body is null ? options.TryTimeout : options.BodyTimeout;
            var answer = await transport.Exchange(call.Name, request, timeout, mayRepeat: true, token);
            if (answer.IsSuccess)
            {
                return answer;
            }

            var refusal = Refusal(call, answer.Status, answer.Text, answer.Header("x-oss-request-id"));
            if (!corrected && refusal.Code == "RequestTimeTooSkewed" && clock.Follow(answer.Date))
            {
                corrected = true;
                throw new FailedTry(CloudFaults.Exception(CloudErrors.Refused, refusal), mayRepeat: true, TimeSpan.Zero);
            }

            var code = CloudFaults.Classify(refusal);
            throw new FailedTry(CloudFaults.Exception(code, refusal), CloudFaults.PassesSoon(refusal, code));
        }
    }

    /// <summary>Copies a range of an object to a stream.</summary>
    /// <param name="region">Of the bucket.</param>
    /// <param name="resource">Bucket and key.</param>
    /// <param name="from">First byte.</param>
    /// <param name="bytes">How many, at least 1; fewer come when the object ends before.</param>
    /// <param name="target">Where they go, from its position on.</param>
    /// <param name="cancellation">Ends at once.</param>
    /// <returns>Bytes copied. A connection that breaks on the way is not an error: ask again from where it stopped.</returns>
    public async Task<long> CopyRange(string region, OssResource resource, long from, long bytes, Stream target, CancellationToken cancellation)
    {
        var call = new OssCall("GET", region, resource) { Headers = [new("Range", $"bytes={from}-{from + bytes - 1}")] };
        using var response = await retry.Run(call.Name, Open, cancellation);
        var before = target.Position;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            await body.CopyToAsync(target, cancellation);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException && target.Position > before)
        {
            return target.Position - before;
        }

        return target.Position - before;

        async Task<HttpResponseMessage> Open(CancellationToken token)
        {
            using var request = Sign(call);
            try
            {
                var opened = await transport.Open(request, token);
                if (opened.IsSuccessStatusCode)
                {
                    return opened;
                }

                using (opened)
                {
                    var refusal = Refusal(call, (int)opened.StatusCode, await opened.Content.ReadAsStringAsync(token), null);
                    var code = CloudFaults.Classify(refusal);
                    throw new FailedTry(CloudFaults.Exception(code, refusal), CloudFaults.PassesSoon(refusal, code));
                }
            }
            catch (HttpRequestException broken)
            {
                throw new FailedTry(CloudErrors.Unreachable.With($"{call.Name}: {broken.Message}", broken), mayRepeat: true);
            }
        }
    }

    /// <summary>An address that anyone may use with this method for a while.</summary>
    /// <param name="call">Method, resource and query; headers among it must be sent by the user too.</param>
    /// <param name="validity">1 second to 7 days.</param>
    public Uri Presign(OssCall call, TimeSpan validity)
    {
        var address = Address(call);
        var request = CloudTransport.Wire(call.Method, address, call.Headers);
        var added = Query.Write(Oss4.Presign(request, call.Resource, Key(), call.Region, clock.Now, validity));
        return new($"{address}{(call.Query.Count == 0 ? '?' : '&')}{added}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    private HttpRequestMessage Sign(OssCall call)
    {
        var key = Key();
        var now = clock.Now;
        List<KeyValuePair<string, string>> headers =
        [
            .. call.Headers,
            new("user-agent", "FleetMigrator"),
            new("x-oss-date", WireTime.Basic(now)),
            new("x-oss-content-sha256", Oss4.UnsignedPayload),
        ];
        if (key.SecurityToken is { } token)
        {
            headers.Add(new("x-oss-security-token", token));
        }

        var address = Address(call);
        headers.Add(new("Authorization", Oss4.Authorize(CloudTransport.Wire(call.Method, address, headers), call.Resource, key, call.Region, now)));
        var content = call.Body is { } body ? new ReadOnlyMemoryContent(body) : null;
        return CloudTransport.Request(new HttpMethod(call.Method), address, headers, content);
    }

    private string Address(OssCall call)
    {
        var address = endpoints.Oss(call.Region, call.Resource);
        return call.Query.Count == 0 ? address : $"{address}?{Query.Write(call.Query, bareNames: true)}";
    }

    private AccessKey Key() => credentials.Current() ?? throw CloudErrors.NotConfigured.With("no source of credentials has an access key");

    private static CloudRefusal Refusal(OssCall call, int status, string body, string? requestId)
    {
        try
        {
            var error = OssErrorXml.Read(body);
            return new(call.Name, status, error.Code, error.Message, error.RequestId);
        }
        catch (FormatException)
        {
            // HEAD has no body, and a proxy on the way answers in its own words.
            return new(call.Name, status, "", "the answer has no readable body", requestId ?? "unknown");
        }
    }
}
