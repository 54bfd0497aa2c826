using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs;
using FleetMigrator.Grains.Names;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Jobs;

public sealed class LifeTests
{
    [Fact]
    public async Task A_job_starts_by_itself_at_the_time_that_was_set_and_not_before()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Job().Create(fleet.Request with { ScheduledStart = TestFleet.Start.AddMinutes(20) });
        Assert.Equal(JobStatus.Ready, (await fleet.Skip(TimeSpan.FromMinutes(19))).Status);
        Assert.Equal(JobStatus.Running, (await fleet.Skip(TimeSpan.FromMinutes(1))).Status);
        var job = await fleet.Until(view => view.Status is JobStatus.Finished or JobStatus.InError);
        Assert.Equal((JobStatus.Finished, AttemptTrigger.Schedule), (job.Status, Assert.Single(job.Attempts).Trigger));
    }

    [Fact]
    public async Task Expiry_is_told_before_it_comes_keeps_everything_for_a_week_and_can_be_undone()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Job().Create(fleet.Request);
        await fleet.Skip(TimeSpan.FromDays(26));
        Assert.Empty(fleet.Notices.Kinds);
        await fleet.Skip(TimeSpan.FromDays(1.1));
        Assert.Equal([NoticeKind.Expiring], fleet.Notices.Kinds);
        var expired = await fleet.Skip(TimeSpan.FromDays(3));
        Assert.Equal((JobStatus.Expired, true), (expired.Status, expired.PurgedAt is not null));
        Assert.Equal([JobAction.Cancel], expired.Actions);
        Assert.Equal("FM-3002", (await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Act(JobAction.Start))).Code);
        Assert.True((await fleet.Source.View()).JobOpen);

        var again = await fleet.Job().Modify(new JobChange { ValidUntil = fleet.Clock.GetUtcNow().AddDays(10) });
        Assert.Equal((JobStatus.Ready, null), (again.Status, again.PurgedAt));
        await fleet.Skip(TimeSpan.FromDays(8));
        Assert.Equal(JobStatus.Expired, (await fleet.Skip(TimeSpan.FromDays(3))).Status);
        Assert.Equal(JobStatus.Expired, (await fleet.Skip(TimeSpan.FromDays(6))).Status);
        await fleet.Skip(TimeSpan.FromDays(2));
        await fleet.Until(view => view.Status == JobStatus.Deleted);
        Assert.Equal([NoticeKind.Expiring, NoticeKind.Expired, NoticeKind.Expiring, NoticeKind.Expired, NoticeKind.Purged], fleet.Notices.Kinds);
        Assert.False((await fleet.Source.View()).JobOpen);
    }

    [Fact]
    public async Task A_failed_job_whose_validity_is_over_is_told_of_first_and_its_instance_goes_only_after_the_time_that_it_is_kept()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Agent.Answer = command => command is StartSyncCommand ? new CommandReport(command.Id, CommandState.Failed) { Fault = TransferErrors.TargetFull.Fault("/") } : null;
        await fleet.Started();
        await fleet.Until(view => view.Status == JobStatus.InError);
        Assert.Equal(JobStatus.InError, (await fleet.Skip(TimeSpan.FromDays(60))).Status);
        Assert.Equal(JobStatus.Expired, (await fleet.Skip(TimeSpan.FromDays(1.1))).Status);
        Assert.NotEmpty(fleet.Cloud.RunningInstances());
        await fleet.Skip(TimeSpan.FromDays(7));
        await fleet.Until(view => view.Status == JobStatus.Deleted);
        Assert.Empty(fleet.Cloud.Leftovers());
        Assert.Equal([NoticeKind.Failed, NoticeKind.Expiring, NoticeKind.Expired, NoticeKind.Purged], fleet.Notices.Kinds);
    }

    [Theory]
    [InlineData(JobStatus.Ready, true)]
    [InlineData(JobStatus.Stopped, true)]
    [InlineData(JobStatus.InError, true)]
    [InlineData(JobStatus.Waiting, true)]
    [InlineData(JobStatus.Running, false)]
    [InlineData(JobStatus.Finished, false)]
    [InlineData(JobStatus.Deleting, false)]
    public void A_job_that_runs_or_has_ended_never_expires(JobStatus status, bool expires)
    {
        var job = new JobRecord { Status = status, ExpiresAt = TestFleet.Start, ExpiryToldAt = TestFleet.Start.AddDays(-3) };
        Assert.Equal(expires ? JobSignal.Expire : null, Deadlines.Due(job, new JobOptions(), TestFleet.Start));
        Assert.Null(Deadlines.Due(job with { ExpiresAt = null }, new JobOptions(), TestFleet.Start));
        Assert.Null(Deadlines.Due(job with { ExpiryToldAt = null }, new JobOptions(), TestFleet.Start.AddYears(1)));
    }

    [Theory]
    [InlineData("scheduledStart", 9.0 / 1440, false)]
    [InlineData("scheduledStart", 10.0 / 1440, true)]
    [InlineData("scheduledStart", 30, true)]
    [InlineData("scheduledStart", 30.1, false)]
    [InlineData("validUntil", 6.9, false)]
    [InlineData("validUntil", 7, true)]
    [InlineData("validUntil", 90, true)]
    [InlineData("validUntil", 90.1, false)]
    [InlineData("intervalHours", 0, false)]
    [InlineData("intervalHours", 1, true)]
    [InlineData("intervalHours", 168, true)]
    [InlineData("intervalHours", 169, false)]
    [InlineData("imagesToKeep", 0, false)]
    [InlineData("imagesToKeep", 1, true)]
    [InlineData("imagesToKeep", 10, true)]
    [InlineData("imagesToKeep", 11, false)]
    [InlineData("settings.compressionLevel", -1, false)]
    [InlineData("settings.compressionLevel", 0, true)]
    [InlineData("settings.compressionLevel", 10, true)]
    [InlineData("settings.compressionLevel", 11, false)]
    [InlineData("settings.speedLimitMbps", -1, false)]
    [InlineData("settings.speedLimitMbps", 0, true)]
    [InlineData("encryption", (double)TransferEncryption.Auto, true)]
    [InlineData("encryption", (double)TransferEncryption.On, true)]
    [InlineData("encryption", (double)TransferEncryption.Off, false)]
    [InlineData("name", 1, false)]
    [InlineData("name", 2, true)]
    [InlineData("name", 128, true)]
    [InlineData("name", 129, false)]
    [InlineData("description", 128, true)]
    [InlineData("description", 129, false)]
    [InlineData("imageNamePrefix", 64, true)]
    [InlineData("imageNamePrefix", 65, false)]
    public void Every_parameter_has_its_range(string field, double value, bool accepted)
    {
        var request = new JobRequest("s-1", "cn-beijing", "web", "cn-beijing", "transit");
        var incremental = request with { Incremental = true, IntervalHours = 24, ImagesToKeep = 3 };
        var edited = field switch
        {
            "scheduledStart" => request with { ScheduledStart = TestFleet.Start.AddDays(value) },
            "validUntil" => request with { ValidUntil = TestFleet.Start.AddDays(value) },
            "intervalHours" => incremental with { IntervalHours = (int)value },
            "imagesToKeep" => incremental with { ImagesToKeep = (int)value },
            "settings.compressionLevel" => request with { Settings = new TransferSettings((int)value, 0) },
            "settings.speedLimitMbps" => request with { Settings = new TransferSettings(7, (int)value) },
            "encryption" => request with { Encryption = (TransferEncryption)value },
            "name" => request with { Name = new string('n', (int)value) },
            "description" => request with { Description = new string('d', (int)value) },
            _ => request with { ImageNamePrefix = new string('p', (int)value) },
        };
        Assert.Equal(accepted ? [] : [field], JobFormRules.Check(edited, TestFleet.Start).Select(fault => fault.Field));
    }

    [Fact]
    public async Task Every_fault_of_a_change_is_told_at_once_and_nothing_is_changed()
    {
        await using var fleet = await TestFleet.Begin();
        var before = await fleet.Started();
        var refused = await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Modify(new JobChange
        {
            Name = "-", Description = new string('d', 129), ValidUntil = TestFleet.Start, ScheduledStart = TestFleet.Start.AddHours(1), ImagesToKeep = 0,
        }));
        Assert.Equal(
            [("FM-3005", "description"), ("FM-3005", "imagesToKeep"), ("FM-3005", "validUntil"), ("FM-3002", "scheduledStart"), ("FM-3006", "name")],
            refused.Faults.Where(fault => !(fault.Code == "FM-3002" && fault.Field == "imagesToKeep")).Select(fault => (fault.Code, fault.Field!)).OrderBy(fault => fault.Item1 == "FM-3005" ? 0 : fault.Item1 == "FM-3002" ? 1 : 2).ThenBy(fault => fault.Item2, StringComparer.Ordinal));
        Assert.Equal((before.Name, before.Request), ((await fleet.Job().View()).Name, (await fleet.Job().View()).Request with { Tags = before.Request.Tags, Disks = before.Request.Disks }));
    }

    [Fact]
    public async Task A_job_is_renamed_while_it_runs_and_its_old_name_is_free()
    {
        await using var fleet = await TestFleet.Begin();
        await fleet.Job().Create(fleet.Request with { Name = "first" });
        await fleet.Job().Act(JobAction.Start);
        var renamed = await fleet.Job().Modify(new JobChange { Name = "second", Description = "The shop" });
        Assert.Equal(("second", "The shop"), (renamed.Name, renamed.Request.Description));
        var other = new UniqueNames(fleet.Client, "job", "j-other");
        Assert.True(await other.TryTake("first"));
        Assert.False(await other.TryTake("second"));
        Assert.Equal("FM-3028", (await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Modify(new JobChange { Name = "First" }))).Code);
    }

    [Fact]
    public async Task Every_time_that_a_job_ran_stays_readable_as_it_was()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Agent.Answer = command => command is StartSyncCommand ? new CommandReport(command.Id, CommandState.Running) : null;
        await fleet.Started();
        await fleet.Until(view => view.Step == JobStep.Sync);
        await fleet.Job().Act(JobAction.Pause);
        await fleet.Job().ChangeSettings(new TransferSettings(2, 30, true));
        fleet.Agent.Answer = command => command is StartSyncCommand ? new CommandReport(command.Id, CommandState.Failed) { Fault = TransferErrors.TargetFull.Fault("/") } : null;
        await fleet.Job().Act(JobAction.Resume);
        await fleet.Until(view => view.Status == JobStatus.InError);
        fleet.Agent.Answer = null;
        await fleet.Job().Act(JobAction.Retry);
        var job = await fleet.Until(view => view.Status == JobStatus.Finished);

        Assert.Equal(
            [
                (1, AttemptTrigger.Manual, AttemptOutcome.Paused, 7, (JobStep?)JobStep.Sync),
                (2, AttemptTrigger.Resume, AttemptOutcome.Failed, 2, JobStep.Sync),
                (3, AttemptTrigger.Retry, AttemptOutcome.Succeeded, 2, null),
            ],
            job.Attempts.Select(attempt => (attempt.Number, attempt.Trigger, attempt.Outcome, attempt.Request.Settings.CompressionLevel, attempt.To)));
        Assert.Equal([JobStep.Preflight, JobStep.Sync, JobStep.Sync], job.Attempts.Select(attempt => attempt.From!.Value));
        Assert.Equal("FM-5", job.Attempts[1].Fault!.Code[..4]);
        Assert.All(job.Attempts, attempt => Assert.True(attempt.EndedAt >= attempt.StartedAt));
    }
}
