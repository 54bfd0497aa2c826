using System.Globalization;
using System.Text;

namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>OSS version 1: HMAC-SHA1 over method, a few headers and the resource; in a header or in the address.</summary>
public static class Oss1
{
    /// <summary>The string that is signed.</summary>
    /// <param name="request">As sent.</param>
    /// <param name="resource">Bucket and key.</param>
    /// <param name="date">The date line: <c>x-oss-date</c> or <c>Date</c>, or the expiry in unix seconds for an address.</param>
    public static string StringToSign(WireRequest request, OssResource resource, string date)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n')
            .Append(request.Header("Content-MD5") ?? "").Append('\n')
            .Append(request.Header("Content-Type") ?? "").Append('\n')
            .Append(date).Append('\n');
        var names = request.Headers.Select(header => header.Key.ToLowerInvariant())
            .Where(name => name.StartsWith("x-oss-", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            text.Append(name).Append(':').Append(request.Header(name)).Append('\n');
        }

        text.Append(resource.Plain);
        var separator = '?';
        foreach (var pair in Query.Parse(request.QueryString, plusIsSpace: false)
            .Where(pair => OssSubresources.Names.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(pair.Key);
            separator = '&';
            if (pair.Value.Length > 0)
            {
                text.Append('=').Append(pair.Value);
            }
        }

        return text.ToString();
    }

    /// <summary>Base64.</summary>
    public static string Signature(string secret, string stringToSign) => Digests.HmacSha1Base64(secret, stringToSign);

    /// <summary>The value of the <c>Authorization</c> header for a request that already has its date.</summary>
    public static string Authorize(WireRequest request, OssResource resource, AccessKey key)
        => $"OSS {key.Id}:{Signature(key.Secret, StringToSign(request, resource, DateLine(request)))}";

    /// <summary>The query pairs that make an address good until <paramref name="expires"/>; they are added to those the request already has.</summary>
    public static List<KeyValuePair<string, string>> Presign(WireRequest request, OssResource resource, AccessKey key, DateTimeOffset expires)
    {
        var until = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        List<KeyValuePair<string, string>> added = [];
        if (key.SecurityToken is { } token)
        {
            added.Add(new("security-token", token));
            var query = Query.Write(added);
            request = request with { QueryString = request.QueryString.Length == 0 ? query : $"{request.QueryString}&{query}" };
        }

        added.Add(new("OSSAccessKeyId", key.Id));
        added.Add(new("Expires", until));
        added.Add(new("Signature", Signature(key.Secret, StringToSign(request, resource, until))));
        return added;
    }

    /// <summary>Computes the signature anew. Expiry comes first and is the server's business.</summary>
    public static SignatureCheck Check(WireRequest request, OssResource resource, Oss1Claim claim, string secret)
    {
        var date = claim.Expires?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? DateLine(request);
        var text = StringToSign(request, resource, date);
        return new(Digests.Same(Signature(secret, text), claim.Signature), text);
    }

    /// <summary>The date that the clock window is judged by: <c>x-oss-date</c> before <c>Date</c>.</summary>
    public static string DateLine(WireRequest request) => request.Header("x-oss-date") ?? request.Header("Date") ?? "";
}
