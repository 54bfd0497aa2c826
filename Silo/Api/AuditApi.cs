using FleetMigrator.Grains.Interfaces.Audit;

namespace FleetMigrator.Silo.Api;

/// <summary>The audit log over REST: to be read only.</summary>
internal static class AuditApi
{
    private const int UsualPage = 50;

    public static void MapAudit(this IEndpointRouteBuilder api)
        => api.MapGet("/audit", (string? actor, string? action, string? subject, int? take, string? cursor, IAuditReader log)
            => log.List(actor ?? "", action ?? "", subject ?? "", take ?? UsualPage, cursor ?? ""))
            .WithTags("Fleet").WithName("listAudit").WithSummary("Who did what and what changed by it, newest first.");
}
