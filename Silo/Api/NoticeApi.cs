using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Notices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FleetMigrator.Silo.Api;

/// <summary>Targets of notices over REST.</summary>
internal static class NoticeApi
{
    private const string Account = "default"; // The only one until there are more.

    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        var targets = api.MapGroup("/notification-targets").WithTags("Notifications");
        targets.MapPost("/", Create).WithName("createTarget").WithSummary("Makes a webhook or a mail list. A webhook's secret is in this answer and nowhere else.");
        targets.MapGet("/", List).WithName("listTargets").WithSummary("All targets.");
        targets.MapGet("/{id}", (string id, IGrainFactory grains) => grains.GetGrain<INoticeTarget>(id).View())
            .WithName("getTarget").WithSummary("One target with its last 200 deliveries.");
        targets.MapPut("/{id}", (string id, TargetForm form, IGrainFactory grains) => grains.GetGrain<INoticeTarget>(id).Change(form.ToRequest()))
            .WithName("changeTarget").WithSummary("Changes name, address, recipients, kinds, or switches it off and on.");
        targets.MapPost("/{id}/test", Test).WithName("testTarget").WithSummary("Sends a notice that says that notices arrive.");
        targets.MapPost("/{id}/replay", (string id, [FromQuery] string? notice, IGrainFactory grains) => grains.GetGrain<INoticeTarget>(id).Replay(notice))
            .WithName("replayNotices").WithSummary("Sends a notice once more, or, without one, everything that was given up.");
        targets.MapDelete("/{id}", async (string id, IGrainFactory grains) =>
        {
            await grains.GetGrain<INoticeTarget>(id).Delete();
            return TypedResults.NoContent();
        }).WithName("deleteTarget").WithSummary("Removes the target and what was not delivered.");
    }

    private static async Task<Created<CreatedTarget>> Create(TargetForm form, IGrainFactory grains)
    {
        var id = Ids.New("n");
        return TypedResults.Created($"/api/v1/notification-targets/{id}", await grains.GetGrain<INoticeTarget>(id).Create(form.ToRequest()));
    }

    private static async Task<IReadOnlyList<TargetView>> List(IGrainFactory grains)
        => await Task.WhenAll((await grains.GetGrain<INoticeBoard>(Account).Targets()).Select(id => grains.GetGrain<INoticeTarget>(id).View()));

    private static async Task<TargetView> Test(string id, IGrainFactory grains, TimeProvider clock)
    {
        var target = grains.GetGrain<INoticeTarget>(id);
        await target.Take(Notice.Trial(await target.View(), clock.GetUtcNow()));
        return await target.View();
    }
}
