using Bunit;
using FleetMigrator.Dashboard.Setup;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Setup;
using NSubstitute;

namespace FleetMigrator.Dashboard.Tests;

public sealed class SetupPageTests : DashboardContext
{
    private readonly ISetupDesk _desk = Substitute.For<ISetupDesk>();

    public SetupPageTests() => Grains.GetGrain<ISetupDesk>("default").Returns(_desk);

    [Fact]
    public void What_is_missing_is_shown_with_its_remedy()
    {
        var missing = CloudErrors.NotActivated.Fault("ENS was never activated");
        _desk.Check().Returns([new SetupCheck("ECS", SetupOutcome.Passed, "30 regions"), new SetupCheck("ENS", SetupOutcome.Failed, missing.Cause, missing)]);
        var page = Render<SetupPage>();
        Assert.Equal([("ECS", "Passed"), ("ENS", "Failed")], page.FindAll("[data-check]").Select(row => (row.GetAttribute("data-check"), row.GetAttribute("data-outcome"))));
        Assert.Contains("FM-4014", page.Markup, StringComparison.Ordinal);
        Assert.Contains(missing.Remedy, page.Markup, StringComparison.Ordinal);
        Assert.Contains("a migration would fail", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_looked_at_again_when_somebody_asks()
    {
        _desk.Check().Returns([new SetupCheck("Grant", SetupOutcome.Unknown, "may not look")], [new SetupCheck("Grant", SetupOutcome.Passed, "there")]);
        var page = Render<SetupPage>();
        Assert.Contains("Nothing is missing that can be seen from here", page.Markup, StringComparison.Ordinal);
        await Click(page, "Check again");
        Assert.Contains("ready for migrations", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_and_network_are_called_to_mind()
    {
        _desk.Check().Returns([new SetupCheck("ECS", SetupOutcome.Passed, "30 regions")]);
        var page = Render<SetupPage>();
        Assert.Contains("Back up every source", page.Markup, StringComparison.Ordinal);
        Assert.Contains("8080 (control) and 8703 (data)", page.Markup, StringComparison.Ordinal);
    }
}
