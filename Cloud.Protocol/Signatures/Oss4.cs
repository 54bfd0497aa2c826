using System.Globalization;
using System.Text;

namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>OSS4-HMAC-SHA256: a key derived from day, region and product; in a header or in the address. The payload is never hashed.</summary>
public static class Oss4
{
    /// <summary>The scheme's name.</summary>
    public const string Algorithm = "OSS4-HMAC-SHA256";

    /// <summary>What stands in place of the payload's hash.</summary>
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <summary>Seven days, the longest life of a presigned address.</summary>
    public const int MaximumValiditySeconds = 604_800;

    /// <summary>The canonical request.</summary>
    /// <param name="request">As sent; the signature itself among its query is skipped.</param>
    /// <param name="resource">Bucket and key.</param>
    /// <param name="additionalHeaders">Names to sign beside content-type, content-md5 and <c>x-oss-*</c>.</param>
    public static string CanonicalRequest(WireRequest request, OssResource resource, IReadOnlyList<string> additionalHeaders)
    {
        var additional = additionalHeaders.Select(name => name.ToLowerInvariant()).Where(name => !IsSignedAnyway(name))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var query = Query.Parse(request.QueryString, plusIsSpace: false).Where(pair => pair.Key != "x-oss-signature");
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n')
            .Append(resource.PathStyle).Append('\n')
            .Append(Query.Canonical(query, bareNames: true)).Append('\n');
        foreach (var name in request.Headers.Select(header => header.Key.ToLowerInvariant())
            .Where(name => IsSignedAnyway(name) || additional.Contains(name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            text.Append(name).Append(':').Append(request.Header(name)).Append('\n');
        }

        var payload = request.Header("x-oss-content-sha256") ?? UnsignedPayload;
        return text.Append('\n').AppendJoin(';', additional).Append('\n').Append(payload).ToString();
    }

    /// <summary>Algorithm, date, scope and hash of the canonical request.</summary>
    /// <param name="date"><c>yyyyMMddTHHmmssZ</c>.</param>
    /// <param name="day"><c>yyyyMMdd</c>.</param>
    /// <param name="region">Such as <c>cn-beijing</c>, without <c>oss-</c>.</param>
    /// <param name="canonicalRequest">See <see cref="CanonicalRequest"/>.</param>
    public static string StringToSign(string date, string day, string region, string canonicalRequest)
        => $"{Algorithm}\n{date}\n{Scope(day, region)}\n{Digests.Sha256Hex(canonicalRequest)}";

    /// <summary>Lower-case hex.</summary>
    public static string Signature(string secret, string day, string region, string stringToSign)
    {
        var key = Digests.HmacSha256(Encoding.UTF8.GetBytes("aliyun_v4" + secret), day);
        key = Digests.HmacSha256(key, region);
        key = Digests.HmacSha256(key, "oss");
        key = Digests.HmacSha256(key, "aliyun_v4_request");
        return Convert.ToHexStringLower(Digests.HmacSha256(key, stringToSign));
    }

    /// <summary>The value of the <c>Authorization</c> header; the request already carries <c>x-oss-date</c> and <c>x-oss-content-sha256</c>.</summary>
    public static string Authorize(
        WireRequest request, OssResource resource, AccessKey key, string region, DateTimeOffset at, IReadOnlyList<string>? additionalHeaders = null)
    {
        var day = WireTime.Day(at);
        var text = StringToSign(WireTime.Basic(at), day, region, CanonicalRequest(request, resource, additionalHeaders ?? []));
        var additional = additionalHeaders is { Count: > 0 }
            ? $"AdditionalHeaders={string.Join(';', additionalHeaders.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal))},"
            : "";
        return $"{Algorithm} Credential={key.Id}/{Scope(day, region)},{additional}Signature={Signature(key.Secret, day, region, text)}";
    }

    /// <summary>The query pairs that make an address good for a while; they are added to those the request already has.</summary>
    /// <param name="request">Method, query and those signed headers that the user of the address will send too.</param>
    /// <param name="resource">Bucket and key.</param>
    /// <param name="key">Signer.</param>
    /// <param name="region">Such as <c>cn-beijing</c>.</param>
    /// <param name="at">From when on.</param>
    /// <param name="validity">1 second to 7 days.</param>
    public static List<KeyValuePair<string, string>> Presign(
        WireRequest request, OssResource resource, AccessKey key, string region, DateTimeOffset at, TimeSpan validity)
    {
        var seconds = (long)validity.TotalSeconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 1, nameof(validity));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, MaximumValiditySeconds, nameof(validity));
        var day = WireTime.Day(at);
        List<KeyValuePair<string, string>> added =
        [
            new("x-oss-signature-version", Algorithm),
            new("x-oss-credential", $"{key.Id}/{Scope(day, region)}"),
            new("x-oss-date", WireTime.Basic(at)),
            new("x-oss-expires", seconds.ToString(CultureInfo.InvariantCulture)),
        ];
        if (key.SecurityToken is { } token)
        {
            added.Add(new("x-oss-security-token", token));
        }

        var query = Query.Write(added);
        var signed = request with { QueryString = request.QueryString.Length == 0 ? query : $"{request.QueryString}&{query}" };
        var text = StringToSign(WireTime.Basic(at), day, region, CanonicalRequest(signed, resource, []));
        added.Add(new("x-oss-signature", Signature(key.Secret, day, region, text)));
        return added;
    }

    /// <summary>Computes the signature anew. Clock and expiry are the server's business.</summary>
    public static SignatureCheck Check(WireRequest request, OssResource resource, Oss4Claim claim, string secret)
    {
        var canonical = CanonicalRequest(request, resource, claim.AdditionalHeaders);
        var text = StringToSign(claim.Date, claim.Day, claim.Region, canonical);
        return new(Digests.Same(Signature(secret, claim.Day, claim.Region, text), claim.Signature), text, canonical);
    }

    private static string Scope(string day, string region) => $"{day}/{region}/oss/aliyun_v4_request";

    private static bool IsSignedAnyway(string name)
        => name is "content-type" or "content-md5" || name.StartsWith("x-oss-", StringComparison.Ordinal);
}
