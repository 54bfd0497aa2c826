using System.Globalization;

namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>What a request signed with <see cref="Oss4"/> claims.</summary>
/// <param name="AccessKeyId">Who signed.</param>
/// <param name="Day">Of the scope, <c>yyyyMMdd</c>.</param>
/// <param name="Region">Of the scope, such as <c>cn-beijing</c>.</param>
/// <param name="Date"><c>x-oss-date</c> as sent.</param>
/// <param name="AdditionalHeaders">Lower-case names that are signed beside the usual ones.</param>
/// <param name="Signature">Lower-case hex.</param>
/// <param name="Validity">Of a presigned address: how long it is good from its date on. Null for the header form.</param>
public sealed record Oss4Claim(
    string AccessKeyId, string Day, string Region, string Date, IReadOnlyList<string> AdditionalHeaders, string Signature, TimeSpan? Validity)
{
    /// <summary>Reads header or query; false when the request is not signed this way or a field is missing or malformed.</summary>
    public static bool TryRead(WireRequest request, out Oss4Claim claim)
    {
        claim = new("", "", "", "", [], "", null);
        if (request.Header("Authorization") is { } header)
        {
            if (!header.StartsWith(Oss4.Algorithm + " ", StringComparison.Ordinal))
            {
                return false;
            }

            var fields = AuthorizationFields.Read(header[Oss4.Algorithm.Length..]);
            return TryMake(
                fields.GetValueOrDefault("Credential"), request.Header("x-oss-date"),
                fields.GetValueOrDefault("AdditionalHeaders"), fields.GetValueOrDefault("Signature"), null, out claim);
        }

        var query = Query.Parse(request.QueryString, plusIsSpace: false).DistinctBy(pair => pair.Key).ToDictionary(StringComparer.Ordinal);
        return query.GetValueOrDefault("x-oss-signature-version") == Oss4.Algorithm
            && int.TryParse(query.GetValueOrDefault("x-oss-expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 1 and <= Oss4.MaximumValiditySeconds
            && TryMake(
                query.GetValueOrDefault("x-oss-credential"), query.GetValueOrDefault("x-oss-date"),
                query.GetValueOrDefault("x-oss-additional-headers"), query.GetValueOrDefault("x-oss-signature"),
                TimeSpan.FromSeconds(seconds), out claim);
    }

    private static bool TryMake(string? credential, string? date, string? additional, string? signature, TimeSpan? validity, out Oss4Claim claim)
    {
        claim = new("", "", "", "", [], "", null);
        if (credential?.Split('/') is not [var id, var day, var region, "oss", "aliyun_v4_request"] || date is null || signature is null)
        {
            return false;
        }

        claim = new(id, day, region, date, additional?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [], signature, validity);
        return true;
    }
}
