using System.Net;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Silo.Agents;

namespace FleetMigrator.Silo.Tests.Gateway;

public sealed class EnrolLimiterTests
{
    private static readonly IPAddress Guesser = IPAddress.Parse("198.51.100.1");
    private static readonly IPAddress Other = IPAddress.Parse("198.51.100.2");

    // More than the bucket holds and than flows in while the test runs.
    private const int Many = 200;

    [Fact]
    public void Who_shows_codes_without_end_is_slowed_down_and_nobody_else()
    {
        using var limiter = new EnrolLimiter();
        var refused = Enumerable.Range(0, Many).Select(_ => Record.Exception(() => limiter.Admit(Guesser))).OfType<FleetException>().ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, fault => Assert.Equal("FM-8004", fault.Code));
        limiter.Admit(Other);
    }

    [Fact]
    public void Tokens_that_are_right_are_never_slowed_down_and_mistakes_are()
    {
        using var limiter = new EnrolLimiter();
        foreach (var _ in Enumerable.Range(0, Many))
        {
            limiter.Look(Guesser);
        }

        foreach (var _ in Enumerable.Range(0, Many))
        {
            limiter.Charge(Guesser);
        }

        Assert.Equal("FM-8004", Assert.Throws<FleetException>(() => limiter.Look(Guesser)).Code);
        limiter.Look(Other);
        limiter.Admit(Guesser);
    }
}
