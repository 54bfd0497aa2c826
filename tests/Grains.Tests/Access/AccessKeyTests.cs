using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Access;

public sealed class AccessKeyTests
{
    [Theory]
    [InlineData(AccessScope.Enrol, AccessScope.Enrol, null)]
    [InlineData(AccessScope.Enrol, AccessScope.Operate, "FM-8008")]
    [InlineData(AccessScope.Operate, AccessScope.Enrol, null)]
    [InlineData(AccessScope.Operate, AccessScope.Administer, "FM-8008")]
    [InlineData(AccessScope.Administer, AccessScope.Administer, null)]
    public async Task A_key_allows_its_scope_and_the_smaller_ones(AccessScope has, AccessScope needed, string? refusal)
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var (key, secret) = await Made(fleet, new AccessKeyRequest("script", has));
        Assert.Equal(refusal, await Refusal(key, secret, needed));
    }

    [Fact]
    public async Task Wrong_expired_revoked_and_deleted_keys_are_refused_each_with_its_code()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var (key, secret) = await Made(fleet, new AccessKeyRequest("script", ValidDays: 1));
        Assert.Equal("FM-8005", await Refusal(key, "wrong"));
        Assert.Equal("FM-8005", await Refusal(fleet.Client.GetGrain<IAccessKey>("ak-none"), ""));
        fleet.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("FM-8006", await Refusal(key, secret));
        Assert.Equal(AccessKeyStatus.Revoked, (await key.Revoke()).Status);
        Assert.Equal("FM-8007", await Refusal(key, secret));
        await key.Delete();
        Assert.Equal("FM-8005", await Refusal(key, secret));
    }

    [Fact]
    public async Task The_secret_is_stored_nowhere()
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var (_, secret) = await Made(fleet, new AccessKeyRequest("script"));
        Assert.DoesNotContain(secret, Assert.Single(fleet.Storage.Of("access-key")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(365, true)]
    [InlineData(0, false)]
    [InlineData(366, false)]
    public async Task A_key_is_valid_for_1_to_365_days(int days, bool allowed)
    {
        await using var fleet = await TestFleet.Begin(enrolled: false);
        var key = fleet.Client.GetGrain<IAccessKey>("ak-x");
        var request = new AccessKeyRequest("script", ValidDays: days);
        Assert.Equal(allowed ? null : "FM-8009", (await Record.ExceptionAsync(() => key.Create(request)) as FleetException)?.Code);
    }

    private static async Task<(IAccessKey Key, string Secret)> Made(TestFleet fleet, AccessKeyRequest request)
    {
        var key = fleet.Client.GetGrain<IAccessKey>("ak-test");
        return (key, (await key.Create(request)).Secret);
    }

    private static async Task<string?> Refusal(IAccessKey key, string secret, AccessScope needed = AccessScope.Enrol)
        => (await Record.ExceptionAsync(() => key.Verify(secret, needed)) as FleetException)?.Code;
}
