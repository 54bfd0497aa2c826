using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.ActivationCodes;

public sealed class ActivationCodeTests
{
    [Fact]
    public async Task A_code_of_200_lets_exactly_200_of_1000_servers_in()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var (code, text) = await Made(fleet, new CodeRequest());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => Redeem(code, text.Secret, $"s-{number}")));
        Assert.Equal(200, outcomes.Count(outcome => outcome is null));
        Assert.Equal(800, outcomes.Count(outcome => outcome == "FM-1003"));
        Assert.Equal(200, (await code.View()).Used);
    }

    [Fact]
    public async Task A_server_that_comes_again_takes_no_second_place()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var (code, text) = await Made(fleet, new CodeRequest(Servers: 1));
        Assert.Null(await Redeem(code, text.Secret, "s-1"));
        Assert.Null(await Redeem(code, text.Secret, "s-1"));
        Assert.Equal("FM-1003", await Redeem(code, text.Secret, "s-2"));
    }

    [Fact]
    public async Task Wrong_disabled_and_expired_codes_are_refused_each_with_its_code()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var (code, text) = await Made(fleet, new CodeRequest(ValidDays: 1));
        Assert.Equal("FM-1001", await Redeem(code, "wrong", "s-1"));
        Assert.Equal("FM-1001", await Redeem(fleet.Client.GetGrain<IActivationCode>("at-none"), text.Secret, "s-1"));
        fleet.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("FM-1002", await Redeem(code, text.Secret, "s-1"));
        Assert.Equal(CodeStatus.Expired, (await code.View()).Status);
        await code.Disable();
        Assert.Equal("FM-1004", await Redeem(code, text.Secret, "s-1"));
        await code.Delete();
        Assert.Equal("FM-1001", await Redeem(code, text.Secret, "s-1"));
    }

    [Fact]
    public async Task The_secret_is_stored_nowhere()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var (code, text) = await Made(fleet, new CodeRequest());
        await Redeem(code, text.Secret, "s-1");
        Assert.DoesNotContain(text.Secret, string.Concat(fleet.Storage.Of("code")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task A_code_is_for_1_to_1000_servers_and_200_unless_said(int servers, bool allowed)
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        Assert.Equal(200, new CodeRequest().Servers);
        Assert.Equal(allowed ? null : "FM-1005", await Creation(fleet, new CodeRequest(Servers: servers)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(90, true)]
    [InlineData(91, false)]
    public async Task A_code_is_valid_for_1_to_90_days_and_90_unless_said(int days, bool allowed)
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        Assert.Equal(90, new CodeRequest().ValidDays);
        Assert.Equal(allowed ? null : "FM-1006", await Creation(fleet, new CodeRequest(ValidDays: days)));
    }

    [Fact]
    public async Task Disabling_deleting_and_expiry_touch_no_server_that_is_registered()
    {
        await using var fleet = await TestFleet.Begin();
        var (code, text) = await Made(fleet, new CodeRequest(ValidDays: 1));
        await code.Redeem(text.Secret, fleet.SourceId);
        fleet.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(CodeStatus.Expired, (await code.View()).Status);
        foreach (var next in (Func<Task>[])[() => Task.CompletedTask, code.Disable, code.Delete])
        {
            await next();
            await fleet.Agent.Connect(fleet.Client, fleet.Inventory);
            await fleet.Second();
            Assert.Equal("Migration source online", (await fleet.Source.View()).StateText);
        }
    }

    [Fact]
    public async Task Every_fault_of_a_request_is_told_at_once()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var refused = await Assert.ThrowsAsync<FleetException>(() => fleet.Client.GetGrain<IActivationCode>("at-x").Create(new CodeRequest("1", "", 0, 91)));
        Assert.Equal(["FM-1008", "FM-1005", "FM-1006"], refused.Faults.Select(fault => fault.Code));
    }

    private static async Task<(IActivationCode Code, CodeText Text)> Made(TestFleet fleet, CodeRequest request)
    {
        var code = fleet.Client.GetGrain<IActivationCode>("at-abc");
        return (code, CodeText.Parse((await code.Create(request)).Code)!);
    }

    private static async Task<string?> Creation(TestFleet fleet, CodeRequest request)
        => (await Record.ExceptionAsync(() => fleet.Client.GetGrain<IActivationCode>("at-new").Create(request)) as FleetException)?.Code;

    private static async Task<string?> Redeem(IActivationCode code, string secret, string sourceId)
    {
        try
        {
            await code.Redeem(secret, sourceId);
            return null;
        }
        catch (FleetException refused)
        {
            return refused.Code;
        }
    }
}
