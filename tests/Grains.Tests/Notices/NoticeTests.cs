using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Notices;

public sealed class NoticeTests
{
    private static readonly TargetRequest Hook = new("hook", TargetKind.Webhook) { Url = "https://ops.example/hook" };

    [Fact]
    public async Task Errors_completions_and_silence_are_told_to_those_who_asked_for_them()
    {
        await using var fleet = await TestFleet.Begin();
        await Target(fleet, "n-all").Create(Hook with { Name = "all" });
        await Target(fleet, "n-errors").Create(Hook with { Name = "errors", Kinds = [NoticeKind.Failed] });
        fleet.Cloud.BadEnds["export"] = "Failed";
        await fleet.Started();
        await fleet.Until(job => job.Status == JobStatus.InError);
        await fleet.Job().Act(JobAction.Retry);
        await fleet.Until(job => job.Status == JobStatus.Finished);
        for (var second = 0; second < 40; second++)
        {
            fleet.Clock.Advance(TimeSpan.FromSeconds(1));
            await fleet.Source.View();
        }

        await Until(fleet, () => Task.FromResult(Kinds(fleet, "all").Contains(NoticeKind.Offline)));
        Assert.Equal([NoticeKind.Failed, NoticeKind.Finished, NoticeKind.Offline], Kinds(fleet, "all").Where(kind => kind != NoticeKind.Warning));
        Assert.Equal([NoticeKind.Failed], Kinds(fleet, "errors"));
        Assert.Equal("FM-3018", fleet.Sender.Taken.First(sent => sent.Target == "errors").Notice.Code);
    }

    [Fact]
    public async Task An_instance_that_is_kept_and_costs_is_told_each_day()
    {
        await using var fleet = await TestFleet.Begin();
        await Target(fleet, "n-1").Create(Hook with { Kinds = [NoticeKind.Kept] });
        fleet.Cloud.BadEnds["export"] = "Failed";
        await fleet.Started();
        await fleet.Until(job => job.Status == JobStatus.InError);
        await fleet.Job().Wake();
        Assert.Empty(fleet.Sender.Taken);
        foreach (var day in Enumerable.Range(1, 2))
        {
            fleet.Clock.Advance(TimeSpan.FromDays(1));
            await fleet.Job().Wake();
            await fleet.Job().Wake();
            await Until(fleet, () => Task.FromResult(fleet.Sender.Taken.Count == day));
        }

        Assert.Contains("is kept and costs", fleet.Sender.Taken.First().Notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_taken_is_tried_again_with_growing_pauses_in_order_and_after_a_crash()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        fleet.Sender.Clock = fleet.Clock;
        await Target(fleet, "n-1").Create(Hook);
        fleet.Sender.Refuses = true;
        await Target(fleet, "n-1").Take(News(fleet, 1));
        await Target(fleet, "n-1").Take(News(fleet, 2));
        await Until(fleet, () => Task.FromResult(fleet.Sender.Refused.Count == 5));
        var times = fleet.Sender.Refused.ToArray();
        var pauses = times.Zip(times.Skip(1), (earlier, later) => (later - earlier).TotalSeconds).ToArray();
        Assert.All(pauses.Zip(pauses.Skip(1)), pair => Assert.True(pair.Second > pair.First * 1.5, $"{pair.First} s, then {pair.Second} s"));

        await fleet.Restart();
        fleet.Sender.Refuses = false;
        await Until(fleet, () => Task.FromResult(fleet.Sender.Taken.Count == 2));
        Assert.Equal(["news 1", "news 2"], fleet.Sender.Taken.Select(sent => sent.Notice.Text));
    }

    [Fact]
    public async Task After_a_day_it_is_given_up_and_can_be_replayed()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        await Target(fleet, "n-1").Create(Hook);
        fleet.Sender.Refuses = true;
        await Target(fleet, "n-1").Take(News(fleet, 1));
        await Until(fleet, () => Task.FromResult(fleet.Sender.Refused.Count == 1));
        fleet.Clock.Advance(TimeSpan.FromDays(1));
        await Until(fleet, async () => await State(fleet) == DeliveryState.Failed);

        fleet.Sender.Refuses = false;
        await Target(fleet, "n-1").Replay(noticeId: null);
        await Until(fleet, async () => await State(fleet) == DeliveryState.Delivered);
        await Target(fleet, "n-1").Replay((await Target(fleet, "n-1").View()).Deliveries[0].Notice.Id);
        await Until(fleet, () => Task.FromResult(fleet.Sender.Taken.Count == 2));
        Assert.Equal("FM-9022", (await Assert.ThrowsAsync<FleetException>(() => Target(fleet, "n-1").Replay("no-such"))).Code);
    }

    [Fact]
    public async Task The_same_news_is_taken_once_and_one_who_is_switched_off_or_gone_takes_none()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        await Target(fleet, "n-1").Create(Hook);
        await Target(fleet, "n-1").Take(News(fleet, 1));
        await Target(fleet, "n-1").Take(News(fleet, 1));
        Assert.Single((await Target(fleet, "n-1").View()).Deliveries);
        await Target(fleet, "n-1").Change(Hook with { Enabled = false });
        await Target(fleet, "n-1").Take(News(fleet, 2));
        Assert.Single((await Target(fleet, "n-1").View()).Deliveries);
        await Target(fleet, "n-1").Delete();
        Assert.Empty(await fleet.Client.GetGrain<INoticeBoard>("default").Targets());
        await Target(fleet, "n-1").Take(News(fleet, 3));
        Assert.Equal("FM-9022", (await Assert.ThrowsAsync<FleetException>(() => Target(fleet, "n-1").View())).Code);
    }

    [Fact]
    public async Task Every_fault_of_a_target_is_told_at_once()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var hook = await Assert.ThrowsAsync<FleetException>(() => Target(fleet, "n-1").Create(new TargetRequest("?", TargetKind.Webhook) { Url = "ftp://x" }));
        Assert.Equal(["name", "url"], hook.Faults.Select(fault => fault.Field));
        var mail = await Assert.ThrowsAsync<FleetException>(() => Target(fleet, "n-1").Create(new TargetRequest("ops", TargetKind.Mail) { Recipients = ["a@b.example", "c@d\r\nBcc: e@f"] }));
        Assert.Equal(["recipients"], mail.Faults.Select(fault => fault.Field));
    }

    private static INoticeTarget Target(TestFleet fleet, string id) => fleet.Client.GetGrain<INoticeTarget>(id);

    private static Notice News(TestFleet fleet, int number)
        => new($"no-{number}", NoticeKind.Failed, fleet.Clock.GetUtcNow(), "j-1", "job", $"news {number}");

    private static List<NoticeKind> Kinds(TestFleet fleet, string target)
        => [.. fleet.Sender.Taken.Where(sent => sent.Target == target).Select(sent => sent.Notice.Kind)];

    private static async Task<DeliveryState> State(TestFleet fleet) => (await Target(fleet, "n-1").View()).Deliveries[0].State;

    private static Task Until(TestFleet fleet, Func<Task<bool>> wanted) => fleet.Until(async () =>
    {
        // Answered by the grains whose timers send: they have had their turn then.
        foreach (var id in await fleet.Client.GetGrain<INoticeBoard>("default").Targets())
        {
            await Target(fleet, id).View();
        }

        return await wanted();
    });
}
