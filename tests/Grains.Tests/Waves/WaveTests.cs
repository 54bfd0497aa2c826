using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Interfaces.Waves;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Waves;

public sealed class WaveTests
{
    [Fact]
    public async Task A_wave_migrates_its_servers_and_the_one_that_depends_on_it_follows_by_itself()
    {
        await using var fleet = await TestFleet.Begin();
        await Wave(fleet).Plan(Plan(fleet) with { Mbps = 300, AtOnce = 3 });
        await Wave(fleet, "w-2").Plan(Plan(fleet) with { Name = "second", SourceIds = ["s-none"], After = ["w-1"] });
        await Wave(fleet, "w-2").Start();
        await fleet.Until(async () => (await Wave(fleet, "w-2").View()).HeldBy is not null);
        var held = await Wave(fleet, "w-2").View();
        Assert.Contains("It waits for first (w-1), which is Planned", held.HeldBy, StringComparison.Ordinal);

        await Wave(fleet).Start();
        await fleet.Until(async () => (await Wave(fleet).View()).Members[0].Status is not null);
        var job = (await Wave(fleet).View()).Members[0].JobId!;
        Assert.Equal(100, (await fleet.Job(job).View()).Request.Settings.SpeedLimitMbps);
        await fleet.Until(async () => (await Wave(fleet).View()).State == WaveState.Finished);
        Assert.Equal(100, (await Wave(fleet).View()).Percent);
        Assert.Equal(JobStatus.Finished, (await fleet.Job(job).View()).Status);

        await fleet.Until(async () => (await Wave(fleet, "w-2").View()).State == WaveState.Finished);
        Assert.Equal("FM-2001", (await Wave(fleet, "w-2").View()).Members[0].Fault!.Code);
    }

    [Fact]
    public async Task No_more_jobs_than_allowed_start_and_none_after_a_stop()
    {
        await using var fleet = await TestFleet.Begin();
        await Enrol(fleet, "s-a");
        fleet.ReceiversAppear = false;
        await Wave(fleet).Plan(Plan(fleet) with { SourceIds = [fleet.SourceId, "s-a"], AtOnce = 1 });
        await Wave(fleet).Start();
        await fleet.Until(async () => (await Wave(fleet).View()).Members[0].Status == JobStatus.Running);
        Assert.True((await Wave(fleet).View()).Members[1].IsWaiting);
        await Wave(fleet).Stop();
        fleet.ReceiversAppear = true;
        await fleet.Until(async () => (await Wave(fleet).View()).Members[0].Status == JobStatus.Finished);
        await fleet.Pass(TimeSpan.FromSeconds(15));
        var stopped = await Wave(fleet).View();
        Assert.True(stopped.Members[1].IsWaiting);
        Assert.Equal((WaveState.Stopped, 50), (stopped.State, stopped.Percent));

        // Nobody beats for the second one: it is offline by now, and its member says so when the wave goes on.
        await Wave(fleet).Start();
        await fleet.Until(async () => (await Wave(fleet).View()).State == WaveState.Finished);
        Assert.NotNull((await Wave(fleet).View()).Members[1].Fault);
    }

    [Fact]
    public async Task Jobs_start_in_the_window_only_and_not_in_its_last_minutes()
    {
        await using var fleet = await TestFleet.Begin();
        var request = Plan(fleet) with { OpensAt = TestFleet.Start.AddMinutes(2), ClosesAt = TestFleet.Start.AddMinutes(10), LockoutMinutes = 3 };
        Assert.Contains("opens", Grains.Waves.WaveRules.Window(request, TestFleet.Start.AddMinutes(1)), StringComparison.Ordinal);
        Assert.Null(Grains.Waves.WaveRules.Window(request, TestFleet.Start.AddMinutes(2)));
        Assert.Contains("no job starts", Grains.Waves.WaveRules.Window(request, TestFleet.Start.AddMinutes(7)), StringComparison.Ordinal);
        Assert.Contains("closed", Grains.Waves.WaveRules.Window(request, TestFleet.Start.AddMinutes(10)), StringComparison.Ordinal);
        await Wave(fleet).Plan(request);
        await Wave(fleet).Start();
        await fleet.Until(async () => (await Wave(fleet).View()).HeldBy is not null);
        Assert.True((await Wave(fleet).View()).Members[0].IsWaiting);
        fleet.ReceiversAppear = false;
        await fleet.Until(async () => (await Wave(fleet).View()).Members[0].Status == JobStatus.Running);
        Assert.True(fleet.Clock.GetUtcNow() >= request.OpensAt);
    }

    [Fact]
    public async Task A_wave_by_search_starts_at_its_time_even_after_a_crash()
    {
        await using var fleet = await TestFleet.Begin();
        await Wave(fleet).Plan(Plan(fleet) with { SourceIds = [], Query = "state=Online", StartAt = TestFleet.Start.AddMinutes(1) });
        await fleet.Restart();
        Assert.Empty((await Wave(fleet).View()).Members);
        await fleet.Until(async () => (await Wave(fleet).View()).State == WaveState.Finished);
        Assert.Equal(fleet.SourceId, Assert.Single((await Wave(fleet).View()).Members).SourceId);
    }

    [Fact]
    public async Task Every_fault_of_a_plan_is_told_at_once_and_waves_never_wait_in_a_circle()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var bad = Plan(fleet) with { Name = "?", Query = "nope=1", AtOnce = 0, LockoutMinutes = -1, Mbps = -1, OpensAt = TestFleet.Start, ClosesAt = TestFleet.Start, After = ["w-none"] };
        var refused = await Assert.ThrowsAsync<FleetException>(() => Wave(fleet).Plan(bad));
        Assert.Equal(["name", "sourceIds", "query", "atOnce", "lockoutMinutes", "mbps", "closesAt", "after"], refused.Faults.Select(fault => fault.Field));

        await Wave(fleet).Plan(Plan(fleet));
        await Wave(fleet, "w-2").Plan(Plan(fleet) with { After = ["w-1"] });
        var circle = await Assert.ThrowsAsync<FleetException>(() => Wave(fleet).Plan(Plan(fleet) with { After = ["w-2"] }));
        Assert.Contains("w-1 would wait for itself", circle.Fault.Cause, StringComparison.Ordinal);
        Assert.Equal("FM-7109", (await Assert.ThrowsAsync<FleetException>(() => Wave(fleet).Stop())).Code);
        await Wave(fleet).Delete();
        Assert.Equal("FM-7102", (await Assert.ThrowsAsync<FleetException>(() => Wave(fleet).View())).Code);
    }

    private static WaveRequest Plan(TestFleet fleet) => new("first", fleet.Request with { SourceId = "" }) { SourceIds = [fleet.SourceId] };

    private static IWave Wave(TestFleet fleet, string id = "w-1") => fleet.Client.GetGrain<IWave>(id);

    private static Task<SourceView> Enrol(TestFleet fleet, string id)
        => fleet.Client.GetGrain<ISourceServer>(id).Enrol(new EnrolFacts(Machines.Identity(id), fleet.Inventory with { Hostname = $"host-{id}" }, "0.1.0", [], "at-1", id));
}
