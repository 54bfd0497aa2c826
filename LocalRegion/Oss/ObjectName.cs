using System.Text;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Rules for keys, and the headers that an object keeps.</summary>
internal static class ObjectName
{
    private const int MostBytes = 1023;

    public static void Check(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) > MostBytes || key[0] is '/' or '\\')
        {
            throw new OssFailure(400, "InvalidObjectName", "The specified object is not valid.", ("ObjectName", key));
        }
    }

    public static string ContentType(HttpRequest request)
        => string.IsNullOrEmpty(request.ContentType) ? "application/octet-stream" : request.ContentType;

    public static IReadOnlyDictionary<string, string> KeptHeaders(IHeaderDictionary headers)
        => headers
            .Where(header => header.Key.StartsWith("x-oss-meta-", StringComparison.OrdinalIgnoreCase)
                || header.Key.ToLowerInvariant() is "cache-control" or "content-disposition" or "content-encoding" or "expires")
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal);
}
