using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.OpenWork;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.OpenWork;

public sealed class WorkBookTests
{
    [Fact]
    public async Task What_was_opened_again_since_somebody_looked_is_not_struck_out()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var book = fleet.Client.GetGrain<IWorkBook>(0);
        await book.Open("b-1");
        await book.Open("b-2");
        var seen = await book.Entries();
        await book.Open("b-1");
        await book.Close(seen);
        Assert.Equal(["b-1"], (await book.Entries()).Keys);
    }

    [Fact]
    public async Task A_thing_that_writes_itself_down_while_all_are_woken_holds_nobody_up()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        fleet.Sender.Refuses = true;
        var targets = Enumerable.Range(1, 20).Select(number => fleet.Client.GetGrain<INoticeTarget>($"n-{number}")).ToList();
        await Task.WhenAll(targets.Select(target => target.Create(new TargetRequest("hook", TargetKind.Webhook) { Url = "https://ops.example/hook" })));
        var waking = Enumerable.Range(0, 20).Select(_ => fleet.Client.GetGrain<IWorkWaker>(0).Watch());
        var taking = targets.Select((target, number) => target.Take(new Notice($"no-{number}", NoticeKind.Failed, fleet.Clock.GetUtcNow(), "j-1", "job", "news")));
        await Task.WhenAll([.. waking, .. taking]).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(20, (await fleet.Client.GetGrain<IWorkBook>(0).Entries()).Count);
    }
}
