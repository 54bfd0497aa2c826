using System.Globalization;

namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>What a request signed with <see cref="Oss1"/> claims.</summary>
/// <param name="AccessKeyId">Who signed.</param>
/// <param name="Signature">Base64.</param>
/// <param name="Expires">Of a presigned address: until when it is good. Null for the header form.</param>
public sealed record Oss1Claim(string AccessKeyId, string Signature, DateTimeOffset? Expires)
{
    /// <summary>Reads header or query; false when the request is not signed this way.</summary>
    public static bool TryRead(WireRequest request, out Oss1Claim claim)
    {
        claim = new("", "", null);
        if (request.Header("Authorization") is { } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (!header.StartsWith("OSS ", StringComparison.Ordinal) || colon < 4)
            {
                return false;
            }

            claim = new(header[4..colon].Trim(), header[(colon + 1)..].Trim(), null);
            return true;
        }

        var query = Query.Parse(request.QueryString, plusIsSpace: false).DistinctBy(pair => pair.Key).ToDictionary(StringComparer.Ordinal);
        if (!query.TryGetValue("OSSAccessKeyId", out var id) || !query.TryGetValue("Signature", out var signature)
            || !query.TryGetValue("Expires", out var expires)
            || !long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253_402_300_799)
        {
            return false;
        }

        claim = new(id, signature, DateTimeOffset.FromUnixTimeSeconds(seconds));
        return true;
    }
}
