using FleetMigrator.Grains.Interfaces.Quotas;
using Microsoft.AspNetCore.Mvc;

namespace FleetMigrator.Silo.Api;

/// <summary>Limits over REST.</summary>
internal static class QuotaApi
{
    private const string Account = "default"; // The only one until there are more.

    public static void MapQuotas(this IEndpointRouteBuilder api)
    {
        var quotas = api.MapGroup("/quotas").WithTags("Quotas");
        quotas.MapGet("/", (IGrainFactory grains) => grains.GetGrain<IQuota>(Account).View())
            .WithName("listQuotas").WithSummary("Limits, what is in use, and who waits for what in which place.");
        quotas.MapPut("/limits/{kind}", (QuotaKind kind, LimitForm form, IGrainFactory grains)
            => grains.GetGrain<IQuota>(Account).Set(new QuotaLimit(kind, form.Region, form.Group, form.Value)))
            .WithName("setLimit").WithSummary("Sets a limit for a region and resource group; empty means all together, * each by itself. Work that runs is not touched.");
        quotas.MapDelete("/limits/{kind}", (QuotaKind kind, [FromQuery] string? region, [FromQuery] string? group, IGrainFactory grains)
            => grains.GetGrain<IQuota>(Account).Remove(kind, region ?? "", group ?? ""))
            .WithName("removeLimit").WithSummary("Removes a limit.");
    }
}
