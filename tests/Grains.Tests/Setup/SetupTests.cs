using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Setup;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Setup;

/// <summary>What is looked at before the first migration.</summary>
public sealed class SetupTests
{
    [Fact]
    public async Task An_account_with_everything_in_place_passes_every_check()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        Assert.All(await Check(fleet), check => Assert.Equal((SetupOutcome.Passed, null), (check.Outcome, check.Fault?.Code)));
        Assert.Empty(fleet.Cloud.Effects);
    }

    [Theory]
    [InlineData("FindByName", "FM-4014", "Edge Node Service (ENS)")]
    [InlineData("FindVpcs", "FM-4004", "Virtual Private Cloud (VPC)")]
    [InlineData("ListBuckets", "FM-4004", "Object Storage Service (OSS)")]
    public async Task A_service_that_is_not_activated_or_not_allowed_fails_its_check_alone(string call, string code, string name)
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        fleet.Cloud.Before = made =>
        {
            if (made == call)
            {
                throw (code == CloudErrors.NotActivated.Id ? CloudErrors.NotActivated : CloudErrors.Forbidden).With(made);
            }
        };
        var failed = Assert.Single(await Check(fleet), check => check.Outcome != SetupOutcome.Passed);
        Assert.Equal((name, SetupOutcome.Failed, code), (failed.Name, failed.Outcome, failed.Fault!.Code));
    }

    [Fact]
    public async Task A_missing_grant_of_ecs_to_oss_is_told_with_the_role_to_create()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        fleet.Cloud.ExportRole = false;
        var failed = Assert.Single(await Check(fleet), check => check.Outcome == SetupOutcome.Failed);
        Assert.Equal("FM-4012", failed.Fault!.Code);
        Assert.Contains(IRoles.ImageExport, failed.Fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_that_may_not_be_looked_at_are_left_to_the_person()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        fleet.Cloud.ExportRole = null;
        Assert.Equal("Grant of ECS to OSS", Assert.Single(await Check(fleet), check => check.Outcome == SetupOutcome.Unknown).Name);
    }

    [Fact]
    public async Task A_job_without_the_grant_is_refused_before_anything_is_made()
    {
        await using var fleet = await TestFleet.Begin();
        fleet.Cloud.ExportRole = false;
        var refused = await Assert.ThrowsAsync<FleetException>(() => fleet.Job().Create(fleet.Request));
        Assert.Equal(("FM-4012", "transitBucket"), (refused.Fault.Code, refused.Fault.Field));
        Assert.Empty(fleet.Cloud.Effects);
        fleet.Cloud.ExportRole = null;
        await fleet.Job().Create(fleet.Request);
    }

    private static Task<IReadOnlyList<SetupCheck>> Check(TestFleet fleet) => fleet.Client.GetGrain<ISetupDesk>("default").Check();
}
