using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Sources;
using FleetMigrator.Grains.Tests.Fleet;
using static FleetMigrator.Grains.Interfaces.Sources.SourceHealth;
using static FleetMigrator.Grains.Interfaces.Sources.SourceLifecycle;
using static FleetMigrator.Grains.Interfaces.Sources.SourceReplication;

namespace FleetMigrator.Grains.Tests.Sources;

public sealed class SourceStandingTests
{
    public static readonly TheoryData<string, SourceState, string, SourceLifecycle, SourceReplication, SourceHealth, string> Table = new()
    {
        { "", SourceState.Offline, "Offline", Unavailable, Idle, Faulty, "Check that the server runs" },
        { "fault", SourceState.Offline, "Offline", Unavailable, Idle, Faulty, "Check that the server runs" },
        { "job open", SourceState.Offline, "Offline", InUse, Idle, Faulty, "migration j-1 then goes on" },
        { "job open send", SourceState.Offline, "Offline", InUse, Interrupted, Faulty, "migration j-1 then goes on" },
        { "online fault", SourceState.InError, "Error", Unavailable, Idle, Faulty, "needs rsync" },
        { "online fault job open send", SourceState.InError, "Error", InUse, Sending, Faulty, "needs rsync" },
        { "online job open", SourceState.Online, "Migrating", InUse, Idle, Well, "Follow migration j-1" },
        { "online job open send", SourceState.Online, "Migrating", InUse, Sending, Well, "Follow migration j-1" },
        { "online job", SourceState.Online, "Migration source online", Available, Idle, Well, "Start another migration" },
        { "online", SourceState.Online, "Migration source online", Available, Idle, Well, "Start the migration" },
        { "online copy", SourceState.Online, "Migration source online", Available, Idle, Warning, "machine id of s-2" },
        { "online failed", SourceState.Online, "Migration source online", Available, Idle, Warning, "virtio" },
        { "online windows", SourceState.Online, "Migration source online", Available, Idle, Warning, "choose another server" },
        { "online deleting job", SourceState.Deleting, "Deleting", Deleting, Idle, Well, "what migration j-1 made is being released" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void State_axes_health_and_next_step_follow_from_the_facts(
        string signs, SourceState state, string text, SourceLifecycle lifecycle, SourceReplication replication, SourceHealth health, string next)
    {
        var standing = SourceStanding.Of(Signs(signs.Split(' ')));
        Assert.Equal((state, text, lifecycle, replication, health), (standing.State, standing.Text, standing.Lifecycle, standing.Replication, standing.Health));
        Assert.Contains(next, standing.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("job open")]
    [InlineData("online fault")]
    public void A_server_that_is_not_online_says_why_and_where_the_log_is(string signs)
        => Assert.Contains("/smc/fleet-agent/Logs/fleet-agent.log", SourceStanding.Of(Signs(signs.Split(' '))).NextStep, StringComparison.Ordinal);

    private static SourceSigns Signs(string[] signs) => new(signs.Contains("windows") ? Machines.Debian() with { OsFamily = "windows" } : Machines.Debian())
    {
        Online = signs.Contains("online"),
        Deleting = signs.Contains("deleting"),
        Fault = signs.Contains("fault") ? SourceErrors.NoKernel.Fault("needs rsync") : null,
        JobId = signs.Contains("job") ? "j-1" : null,
        JobOpen = signs.Contains("open"),
        ShallSend = signs.Contains("send"),
        Resembles = signs.Contains("copy") ? ["s-2"] : [],
        Checks = signs.Contains("failed") ? [new PreflightCheck("virtio", "failed", "FM-2012", "", "")] : [],
    };
}
