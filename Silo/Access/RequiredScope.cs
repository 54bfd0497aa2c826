using FleetMigrator.Grains.Interfaces.Access;

namespace FleetMigrator.Silo.Access;

/// <summary>What an access key must allow for a request: the one place that says so. The start token allows everything.</summary>
internal static class RequiredScope
{
    /// <summary>The scope, or null for what no access key opens: pages are for people.</summary>
    public static AccessScope? Of(HttpRequest request) => request.Path switch
    {
        var path when path.StartsWithSegments("/api/v1/access-keys") => AccessScope.Administer,
        var path when path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi") => AccessScope.Operate,
        _ => null,
    };
}
