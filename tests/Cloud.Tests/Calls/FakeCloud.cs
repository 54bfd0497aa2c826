using System.Net;
using System.Text;
using FleetMigrator.Cloud.Calls;
using FleetMigrator.Cloud.Credentials;
using FleetMigrator.Cloud.Ecs;
using FleetMigrator.Cloud.Ens;
using FleetMigrator.Cloud.Options;
using FleetMigrator.Cloud.Oss;
using FleetMigrator.Cloud.Ram;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.Cloud.Vpc;
using FleetMigrator.Grains.Interfaces.Clouds;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetMigrator.Cloud.Tests.Calls;

/// <summary>The whole client over a handler that verifies each request as a server would, records it, and answers as the test says.</summary>
internal sealed class FakeCloud : HttpMessageHandler
{
    private readonly Func<Seen, HttpResponseMessage> _answer;
    private int _nonce;

    public FakeCloud(Func<Seen, HttpResponseMessage> answer, string endpoint = "http://127.0.0.1:1", TimeProvider? clock = null, ICallPace? pace = null)
    {
        _answer = answer;
        Options = new() { Endpoint = new(endpoint), FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(2) };
        clock ??= TimeProvider.System;
        var chance = new CallChance(() => 0.5, () => $"nonce-{Interlocked.Increment(ref _nonce)}");
        var retry = new CallRetry(Options, Budget, clock, chance, NullLogger<CallRetry>.Instance);
        var cloudClock = new CloudClock(clock);
        var transport = new CloudTransport(new HttpMessageInvoker(this), clock);
        var endpoints = new CloudEndpoints(Options);
        var credentials = new Fixed(Key);
        var rpc = new OpenApiClient(transport, endpoints, credentials, retry, cloudClock, chance, Options, pace ?? new NoPace());
        Oss = new(transport, endpoints, credentials, retry, cloudClock, Options);
        Cloud = new AlibabaCloud(new EcsCompute(rpc, Options), new EcsServers(rpc), new VpcNetworks(rpc), new OssBuckets(Oss, Options), new EnsImages(rpc, Options), new EnsInstances(rpc, Options), new RamRoles(rpc, Options));
    }

    public static AccessKey Key { get; } = new("test-id", "test-secret");

    public ICloud Cloud { get; }

    public OssClient Oss { get; }

    public CloudOptions Options { get; }

    public RetryBudget Budget { get; } = new();

    public List<Seen> Requests { get; } = [];

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK)
        => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Error(int status, string code)
        => Json($$"""{"RequestId":"REQ-1","HostId":"h","Code":"{{code}}","Message":"Because."}""", (HttpStatusCode)status);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .SelectMany(header => header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value)))
            .Append(new("host", request.RequestUri!.Authority)).ToList();
        var wire = WireRequest.FromTarget(request.Method.Method, request.RequestUri.PathAndQuery, headers);
        var seen = wire.Header("x-acs-action") is { } action ? Rpc(wire, action, body) : OssRequest(wire, body);
        lock (Requests)
        {
            Requests.Add(seen);
        }

        return _answer(seen);
    }

    private static Seen Rpc(WireRequest wire, string name, byte[] body)
    {
        Assert.True(Acs3Authorization.TryParse(wire.Header("Authorization"), out var authorization));
        Assert.True(Acs3.Check(wire, authorization, Key.Secret, Acs3.PayloadHash(body)).Matches, "ACS3 signature");
        var action = ActionTable.Get(wire.Header("x-acs-version")!, name);
        return new(wire, body, action.Name, ParameterBag.Read(action, Query.Parse(wire.QueryString, plusIsSpace: true), strict: true));
    }

    private static Seen OssRequest(WireRequest wire, byte[] body)
    {
        Assert.True(Oss4Claim.TryRead(wire, out var claim));
        Assert.True(Oss4.Check(wire, OssResource.FromPath(wire.Path), claim, Key.Secret).Matches, "OSS4 signature");
        return new(wire, body, "", null);
    }

    /// <summary>A verified request.</summary>
    internal sealed record Seen(WireRequest Wire, byte[] Body, string Action, ParameterBag? Parameters);

    private sealed class Fixed(AccessKey key) : ICredentialSource
    {
        public AccessKey? Current() => key;
    }
}
