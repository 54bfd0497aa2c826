
namespace FleetMigrator.LocalRegion.Oss;

/// <summary>The <c>If-*</c> headers.</summary>
internal static class Conditions
{
    public static void Check(HttpRequest request, StoredObject item)
    {
        var headers = request.Headers;
        if (headers.IfMatch.Count > 0 && !Matches(headers.IfMatch.ToString(), item.ETag))
        {
            throw Failed("If-Match");
        }

        if (Time(headers.IfUnmodifiedSince) is { } until && item.Modified.ToUnixTimeSeconds() > until)
        {
            throw Failed("If-Unmodified-Since");
        }

        if (headers.IfNoneMatch.Count > 0)
        {
            if (Matches(headers.IfNoneMatch.ToString(), item.ETag))
            {
                throw NotModified();
            }
        }
        else if (Time(headers.IfModifiedSince) is { } since && item.Modified.ToUnixTimeSeconds() <= since)
        {
            throw NotModified();
        }
    }

    private static bool Matches(string header, string etag)
        => header == "*" || header.Split(',').Any(one => string.Equals(one.Trim().Trim('"'), etag, StringComparison.OrdinalIgnoreCase));

    private static long? Time(string? header)
        => DateTimeOffset.TryParse(header, out var time) ? time.ToUnixTimeSeconds() : null;

    private static OssFailure Failed(string condition)
        => new(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.", ("Condition", condition));

    private static OssFailure NotModified() => new(304, "NotModified", "The resource is not modified.");
}
