using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Signatures;
using Microsoft.AspNetCore.Http.Features;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>An OpenAPI request before anything about it is believed.</summary>
/// <param name="Wire">As it stands on the wire.</param>
/// <param name="Body">All of it.</param>
/// <param name="Pairs">Decoded pairs of query and form.</param>
internal sealed record RpcRequest(WireRequest Wire, byte[] Body, IReadOnlyList<KeyValuePair<string, string>> Pairs)
{
    private const int MostBodyBytes = 1 << 20;

    public string? Version => Wire.Header("x-acs-version") ?? Common("Version");

    public string? Action => Wire.Header("x-acs-action") ?? Common("Action");

    /// <summary>The old signature defaults to XML, the new one to JSON.</summary>
    public bool WantsXml => Common("Format") is { } format
        ? format.Equals("XML", StringComparison.OrdinalIgnoreCase)
        : Wire.Header("Authorization") is null;

    public static WireRequest ReadWire(HttpContext http) => WireRequest.FromTarget(
        http.Request.Method,
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
        [.. http.Request.Headers.SelectMany(header => header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value ?? "")))]);

    /// <summary>Whether a request is for the OpenAPI gateway at all; all others are for the object store.</summary>
    public static bool Recognises(WireRequest wire)
    {
        if (wire.Path.Trim('/').Length > 0)
        {
            return false;
        }

        return wire.Header("x-acs-version") is not null
            || Query.Parse(wire.QueryString, plusIsSpace: true).Any(pair => pair.Key is "Version" or "Action")
            || (wire.Method == "POST" && IsForm(wire));
    }

    public static async Task<RpcRequest> Read(HttpContext http, WireRequest wire)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            await body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
            if (body.Length > MostBodyBytes)
            {
                throw GatewayErrors.InvalidParameter.Because($"The request body exceeds {MostBodyBytes} bytes.");
            }
        }

        var pairs = Query.Parse(wire.QueryString, plusIsSpace: true);
        if (IsForm(wire))
        {
            pairs.AddRange(Query.Parse(System.Text.Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length), plusIsSpace: true));
        }

        return new RpcRequest(wire, body.ToArray(), pairs);
    }

    public string? Common(string name) => Pairs.FirstOrDefault(pair => pair.Key == name).Value;

    private static bool IsForm(WireRequest wire)
        => wire.Header("content-type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
}
