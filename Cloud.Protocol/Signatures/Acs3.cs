using System.Security.Cryptography;
using System.Text;

namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>
/// ACS3-HMAC-SHA256, the signature of today's ECS, VPC and ENS clients. The plain secret is the key: no derived key, no
/// scope. Neither clock nor nonce is judged here: that needs a memory, which a server has.
/// </summary>
public static class Acs3
{
    /// <summary>The scheme's name, first word of the header.</summary>
    public const string Algorithm = "ACS3-HMAC-SHA256";

    /// <summary>SHA-256 of no body.</summary>
    public const string EmptyPayload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>Lower-case hex SHA-256 of the exact body.</summary>
    public static string PayloadHash(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>The headers of a request that must be signed: <c>host</c>, <c>content-type</c> and every <c>x-acs-*</c>; sorted, lower case.</summary>
    public static IReadOnlyList<string> MustSign(WireRequest request) =>
    [
        .. request.Headers
            .Select(header => header.Key.ToLowerInvariant())
            .Where(name => name is "host" or "content-type" || name.StartsWith("x-acs-", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The six parts joined by line feeds.</summary>
    /// <param name="request">As sent; its query may be in any order.</param>
    /// <param name="signedHeaders">Lower-case names; sorted here.</param>
    /// <param name="payloadHash">Hex SHA-256 of the body.</param>
    public static string CanonicalRequest(WireRequest request, IReadOnlyList<string> signedHeaders, string payloadHash)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n')
            .Append(request.Path.Length == 0 ? "/" : request.Path).Append('\n')
            .Append(Query.Canonical(Query.Parse(request.QueryString, plusIsSpace: true))).Append('\n');
        var sorted = signedHeaders.Order(StringComparer.Ordinal).ToList();
        foreach (var name in sorted)
        {
            text.Append(name).Append(':').Append(request.Header(name) ?? "").Append('\n');
        }

        return text.Append('\n').AppendJoin(';', sorted).Append('\n').Append(payloadHash).ToString();
    }

    /// <summary>Algorithm and hash of the canonical request.</summary>
    public static string StringToSign(string canonicalRequest) => $"{Algorithm}\n{Digests.Sha256Hex(canonicalRequest)}";

    /// <summary>Lower-case hex.</summary>
    public static string Signature(string secret, string stringToSign)
        => Convert.ToHexStringLower(Digests.HmacSha256(Encoding.UTF8.GetBytes(secret), stringToSign));

    /// <summary>The value of the <c>Authorization</c> header for a request that already has all its other headers.</summary>
    public static string Authorize(WireRequest request, AccessKey key, string payloadHash)
    {
        var signed = MustSign(request);
        var signature = Signature(key.Secret, StringToSign(CanonicalRequest(request, signed, payloadHash)));
        return $"{Algorithm} Credential={key.Id},SignedHeaders={string.Join(';', signed)},Signature={signature}";
    }

    /// <summary>Computes the signature anew; a request that leaves a header unsigned that must be signed does not match.</summary>
    /// <param name="request">As received.</param>
    /// <param name="authorization">Its parsed header.</param>
    /// <param name="secret">The caller's secret.</param>
    /// <param name="payloadHash">Of the body that really arrived; also compare it with <c>x-acs-content-sha256</c>.</param>
    public static SignatureCheck Check(WireRequest request, Acs3Authorization authorization, string secret, string payloadHash)
    {
        var canonical = CanonicalRequest(request, authorization.SignedHeaders, payloadHash);
        var text = StringToSign(canonical);
        var complete = MustSign(request).All(authorization.SignedHeaders.Contains);
        return new(complete && Digests.Same(Signature(secret, text), authorization.Signature), text, canonical);
    }
}
