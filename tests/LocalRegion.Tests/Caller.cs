using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.LocalRegion.Tests;

/// <summary>Signs and sends requests as a test wants them, the wrong ones too.</summary>
internal sealed record Caller(HttpClient Http, Uri Endpoint, AccessKey Key, TimeProvider Clock)
{
    public string Nonce { get; init; } = "";

    /// <summary>Signed with ACS3.</summary>
    public async Task<RpcReply> Rpc(WireProduct product, string action, params (string Name, string Value)[] parameters)
    {
        var query = Query.Write(parameters.Select(pair => new KeyValuePair<string, string>(pair.Name, pair.Value)));
        List<KeyValuePair<string, string>> headers =
        [
            new("host", Endpoint.Authority),
            new("x-acs-action", action),
            new("x-acs-version", product.Version),
            new("x-acs-date", WireTime.Seconds(Clock.GetUtcNow())),
            new("x-acs-signature-nonce", Nonce.Length > 0 ? Nonce : Guid.NewGuid().ToString()),
            new("x-acs-content-sha256", Acs3.EmptyPayload),
        ];
        headers.Add(new("Authorization", Acs3.Authorize(WireRequest.FromTarget("POST", "/?" + query, headers), Key, Acs3.EmptyPayload)));
        using var answer = await Send("POST", "/?" + query, headers);
        return await RpcReply.Read(answer);
    }

    /// <summary>Signed with RPC version 1, answered as XML.</summary>
    public async Task<string> OldRpc(WireProduct product, string action, params (string Name, string Value)[] parameters)
    {
        var pairs = Rpc1.Sign(
            "GET", action, product.Version, parameters.Select(pair => new KeyValuePair<string, string>(pair.Name, pair.Value)), Key, Clock.GetUtcNow(), Guid.NewGuid().ToString());
        pairs.RemoveAll(pair => pair.Key is "Format" or Rpc1.SignatureParameter);
        pairs.Add(new("Format", "XML"));
        pairs.Add(new(Rpc1.SignatureParameter, Rpc1.Signature(Key.Secret, Rpc1.StringToSign("GET", pairs))));
        using var answer = await Send("GET", "/?" + Query.Write(pairs), []);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Signed with OSS version 4.</summary>
    public Task<HttpResponseMessage> Oss(
        string method, string bucket, string key = "", string query = "", byte[]? body = null, string region = RegionLab.Region, params (string Name, string Value)[] added)
    {
        var resource = new OssResource(bucket, key);
        var target = resource.PathStyle + (query.Length > 0 ? "?" + query : "");
        List<KeyValuePair<string, string>> headers =
        [
            .. added.Select(header => new KeyValuePair<string, string>(header.Name, header.Value)),
            new("x-oss-date", WireTime.Basic(Clock.GetUtcNow())),
            new("x-oss-content-sha256", Oss4.UnsignedPayload),
        ];
        headers.Add(new("Authorization", Oss4.Authorize(WireRequest.FromTarget(method, target, headers), resource, Key, region, Clock.GetUtcNow())));
        return Send(method, target, headers, body);
    }

    /// <summary>Signed with OSS version 1.</summary>
    public Task<HttpResponseMessage> OldOss(string method, string bucket, string key = "", string query = "", byte[]? body = null)
    {
        var resource = new OssResource(bucket, key);
        var target = resource.PathStyle + (query.Length > 0 ? "?" + query : "");
        List<KeyValuePair<string, string>> headers = [new("Date", WireTime.Http(Clock.GetUtcNow()))];
        headers.Add(new("Authorization", Oss1.Authorize(WireRequest.FromTarget(method, target, headers), resource, Key)));
        return Send(method, target, headers, body);
    }

    /// <summary>An address signed in its query.</summary>
    public string Presign(string method, string bucket, string key, TimeSpan validity, string query = "")
    {
        var resource = new OssResource(bucket, key);
        var wire = WireRequest.FromTarget(method, resource.PathStyle + (query.Length > 0 ? "?" + query : ""), []);
        var added = Query.Write(Oss4.Presign(wire, resource, Key, RegionLab.Region, Clock.GetUtcNow(), validity));
        return resource.PathStyle + "?" + (query.Length > 0 ? query + "&" : "") + added;
    }

    public async Task<HttpResponseMessage> Send(string method, string target, IEnumerable<KeyValuePair<string, string>> headers, byte[]? body = null)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), new Uri(Endpoint.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, value) in headers)
        {
            if (name != "host" && !request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
