using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Sources;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Sources;

public sealed class SourceStandingTests
{
    [Theory]
    [InlineData(false, false, null, false, SourceState.Offline, "Offline", "Check that the server runs")]
    [InlineData(false, true, null, false, SourceState.Offline, "Offline", "Check that the server runs")]
    [InlineData(false, false, "j-1", true, SourceState.Offline, "Offline", "migration j-1 then goes on")]
    [InlineData(true, true, "j-1", true, SourceState.InError, "Error", "needs rsync")]
    [InlineData(true, false, "j-1", true, SourceState.Online, "Migrating", "Follow migration j-1")]
    [InlineData(true, false, "j-1", false, SourceState.Online, "Migration source online", "Start another migration")]
    [InlineData(true, false, null, false, SourceState.Online, "Migration source online", "Start the migration")]
    public void State_words_and_next_step_follow_from_the_facts(bool online, bool faulty, string? job, bool open, SourceState state, string text, string next)
    {
        var fault = faulty ? SourceErrors.NoKernel.Fault("needs rsync") : null;
        var standing = SourceStanding.Of(online, fault, job, open, Machines.Debian(), []);
        Assert.Equal((state, text), (standing.State, standing.Text));
        Assert.Contains(next, standing.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_with_failed_checks_is_told_which()
        => Assert.Contains("virtio", SourceStanding.Of(true, null, null, false, Machines.Debian(), [new PreflightCheck("virtio", "failed", "FM-2012", "", "")]).NextStep, StringComparison.Ordinal);
}
