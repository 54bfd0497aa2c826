using Bunit;
using FleetMigrator.Dashboard.Access;
using FleetMigrator.Dashboard.Activity;
using FleetMigrator.Dashboard.Batches;
using FleetMigrator.Dashboard.Imports;
using FleetMigrator.Dashboard.Notices;
using FleetMigrator.Dashboard.Quotas;
using FleetMigrator.Dashboard.Resources;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.Audit;
using FleetMigrator.Grains.Interfaces.Bulk;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Imports;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.Interfaces.Quotas;
using FleetMigrator.Grains.Interfaces.Things;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NSubstitute;

namespace FleetMigrator.Dashboard.Tests;

/// <summary>The pages of those who run the service.</summary>
public sealed class OperatorPagesTests : DashboardContext
{
    [Fact]
    public void Activity_tells_who_did_what_and_what_changed()
    {
        var entry = new AuditEntry(7, Samples.Then, "ak-1", "198.51.100.9", "modifyJob", "PATCH", "/api/v1/jobs/j-1", "j-1", null)
        {
            EndedAt = Samples.Then,
            Status = 200,
            Changes = [new FieldChange("name", "old", "new")],
        };
        var refused = entry with { Id = 6, Action = "actOnJob", Status = 409, Code = "FM-3002", Changes = [] };
        Audit.List("", "", "j-1", 50, "").Returns(new Page<AuditEntry>([entry, refused, entry with { Id = 5, Status = null, EndedAt = null, Changes = [] }], 3));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/activity?subject=j-1");
        var rows = Render<ActivityPage>().FindAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains("old → new", rows[0], StringComparison.Ordinal);
        Assert.Contains("refused FM-3002", rows[1], StringComparison.Ordinal);
        Assert.Contains("not known", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_is_set_and_who_waits_is_told_for_what()
    {
        var quota = Substitute.For<IQuota>();
        Grains.GetGrain<IQuota>("default").Returns(quota);
        var limit = new QuotaLimit(QuotaKind.Instances, "cn-beijing", "", 3);
        quota.View().Returns(new QuotaView(
            [limit], [new QuotaUse(QuotaKind.Instances, "cn-beijing", "", 3, 3)],
            [new WaitingHolder("j-9", "default", Samples.Then, new QuotaWait(QuotaKind.Instances, "cn-beijing", "", 3, 3, 1, 1, null))]));
        var page = Render<QuotasPage>();
        Assert.Contains("3 of 3 in use, place 1 of 1", page.Markup, StringComparison.Ordinal);
        await Click(page, "Change");
        await page.InvokeAsync(() => page.FindComponent<MudNumericField<int>>().Instance.ValueChanged.InvokeAsync(5));
        await Click(page, "Set the limit");
        await quota.Received(1).Set(limit with { Value = 5 });
        Assert.Equal([("setLimit", "")], Actions.All);
    }

    [Fact]
    public async Task Cloud_resources_show_what_each_job_holds_and_costs_and_the_orphans()
    {
        var sweep = Substitute.For<IOrphanSweep>();
        Grains.GetGrain<IOrphanSweep>("default").Returns(sweep);
        sweep.View().Returns(new SweepView("fm-1", ["cn-beijing"], Samples.Then, [new Orphan(ResourceKind.Snapshot, "cn-beijing", "s-lost", Samples.Then)], []));
        var held = Samples.Job(JobStatus.InError, JobStep.Sync, JobErrors.SourceLost.Fault("web-1")) with { Cost = new JobCost("USD", 0.12m, 1.5m, []) };
        Reader.Jobs(default!, default).ReturnsForAnyArgs(new Page<JobView>([held], 1));
        var page = Render<ResourcesPage>();
        Assert.Contains("i-abc", page.Markup, StringComparison.Ordinal);
        Assert.Contains("0.12 USD an hour, 1.50 so far", page.Markup, StringComparison.Ordinal);
        Assert.Contains("s-lost", page.Markup, StringComparison.Ordinal);
        await Click(page, "Search for orphans now");
        await sweep.Received(1).Sweep();
    }

    [Fact]
    public async Task An_access_key_is_shown_once_and_revoked_after_a_question()
    {
        var key = Substitute.For<IAccessKey>();
        Grains.GetGrain<IAccessKey>(Arg.Any<string>()).Returns(key);
        var view = new AccessKeyView("ak-1", "ci", "", AccessScope.Operate, AccessKeyStatus.Active, Samples.Then, Samples.Then.AddDays(90));
        key.Create(default!).ReturnsForAnyArgs(new CreatedAccessKey(view, "secret"));
        Reader.AccessKeys(default!, default).ReturnsForAnyArgs(new Page<AccessKeyView>([view], 1));
        var page = Render<AccessKeysPage>();
        await Click(page, "Create the key");
        Assert.Equal("ak-1:secret", page.Find("[data-testid=access-key]").TextContent);
        await Click(page, "Revoke…");
        await key.DidNotReceive().Revoke();
        await Click(page, "Revoke");
        await key.Received(1).Revoke();
        Assert.Equal(["createAccessKey", "revokeAccessKey"], Actions.All.Select(done => done.Action));
    }

    [Fact]
    public async Task A_target_gets_a_test_and_what_failed_is_sent_again()
    {
        var board = Substitute.For<INoticeBoard>();
        var target = Substitute.For<INoticeTarget>();
        Grains.GetGrain<INoticeBoard>("default").Returns(board);
        Grains.GetGrain<INoticeTarget>(Arg.Any<string>()).Returns(target);
        board.Targets().Returns(["n-1"]);
        var notice = new Notice("no-1", NoticeKind.Failed, Samples.Then, "j-1", "move", "The job failed.");
        target.View().Returns(new TargetView("n-1", new TargetRequest("ops", TargetKind.Webhook) { Url = "https://hooks.example/x" }, Samples.Then,
            [new Delivery(notice, DeliveryState.Failed, 9, Samples.Then, Samples.Then, "HTTP 503")]));
        var page = Render<NotificationsPage>();
        Assert.Contains("HTTP 503 (9 tries)", page.Markup, StringComparison.Ordinal);
        await Click(page, "Send a test");
        await target.Received(1).Take(Arg.Is<Notice>(sent => sent.Kind == NoticeKind.Test && sent.SubjectId == "n-1"));
        await Click(page, "Send the failed again");
        await target.Received(1).Replay(null);
        await Click(page, "Switch off");
        await target.Received(1).Change(Arg.Is<TargetRequest>(request => !request.Enabled && request.Url == "https://hooks.example/x"));
    }

    [Fact]
    public async Task An_import_shows_each_instance_with_its_cause_and_tries_the_failed_again()
    {
        var import = Substitute.For<IImportBatch>();
        Grains.GetGrain<IImportBatch>("im-1").Returns(import);
        var server = new CloudServer("i-1", "web-1", "Running", "linux", "Debian 12", null, null, "", new Dictionary<string, string>());
        import.View().Returns(new ImportView("im-1", new ImportRequest("cn-beijing", new ServerFilter()), Samples.Then, Samples.Then,
            new Dictionary<ImportState, int> { [ImportState.Imported] = 2, [ImportState.Failed] = 1 }, null));
        import.Items(ImportState.Failed, 0, 50).Returns(new ImportPage([new ImportItem(server, ImportState.Failed) { Fault = BulkErrors.ImportTimedOut.Fault("10 minutes have passed") }], 1));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/imports/im-1?state=Failed");
        var page = Render<ImportBatchPage>(parameters => parameters.Add(each => each.Id, "im-1"));
        Assert.Contains("10 minutes have passed", page.Markup, StringComparison.Ordinal);
        Assert.Contains("3 of 3", page.Markup, StringComparison.Ordinal);
        await Click(page, "Retry the failed");
        await import.Received(1).Retry();
    }

    [Fact]
    public async Task A_bulk_action_shows_each_outcome_and_tries_the_failed_again()
    {
        var bulk = Substitute.For<IBulkOperation>();
        Grains.GetGrain<IBulkOperation>("b-1").Returns(bulk);
        bulk.View().Returns(new BulkView("b-1", new BulkRequest(BulkAction.Pause), Samples.Then, Samples.Then, new Dictionary<BulkState, int> { [BulkState.Done] = 299, [BulkState.Failed] = 1 }));
        bulk.Items(null, 0, 50).Returns(new BulkPage([new BulkItem("j-1", BulkState.Failed, null, JobErrors.IllegalMove.Fault("pause while Ready"))], 300));
        var page = Render<BatchPage>(parameters => parameters.Add(each => each.Id, "b-1"));
        Assert.Contains("pause while Ready", page.Markup, StringComparison.Ordinal);
        Assert.Contains("300 of 300", page.Markup, StringComparison.Ordinal);
        await Click(page, "Retry the failed");
        await bulk.Received(1).Retry();
    }

    [Fact]
    public void Lists_without_anything_say_what_would_be_in_them()
    {
        var things = Substitute.For<IThingList>();
        Grains.GetGrain<IThingList>(Arg.Any<string>()).Returns(things);
        things.List(default, default).ReturnsForAnyArgs(new ThingPage([], 0));
        Assert.Contains("Choose ECS instances", Render<ImportsPage>().Markup, StringComparison.Ordinal);
        Assert.Contains("Choose several rows", Render<BatchesPage>().Markup, StringComparison.Ordinal);
        Assert.Contains("A wave migrates a group", Render<FleetMigrator.Dashboard.Waves.WavesPage>().Markup, StringComparison.Ordinal);
    }
}
