using FleetMigrator.Transfer.Flow;

namespace FleetMigrator.Transfer.Tests.Flow;

public sealed class TokenBucketTests
{
    [Theory]
    [InlineData(8_000_000, 16_384)]
    [InlineData(100_000_000, 16_384)]
    [InlineData(1_000_000, 1_000)]
    public void What_passes_in_a_minute_is_within_one_percent_of_the_limit(long bitsPerSecond, int piece)
    {
        var clock = new ManualClock();
        var bucket = new TokenBucket(clock) { BitsPerSecond = bitsPerSecond };
        Assert.InRange(PassedIn(bucket, clock, TimeSpan.FromMinutes(1), piece) / 60.0 * 8 / bitsPerSecond, 0.99, 1.01);
    }

    [Fact]
    public void A_new_limit_is_felt_at_once_and_no_limit_lets_everything_pass()
    {
        var clock = new ManualClock();
        var bucket = new TokenBucket(clock) { BitsPerSecond = 8_000_000 };
        PassedIn(bucket, clock, TimeSpan.FromSeconds(5), 16_384);
        bucket.BitsPerSecond = 80_000_000;
        Assert.InRange(PassedIn(bucket, clock, TimeSpan.FromSeconds(10), 16_384) / 10.0, 9_800_000, 10_200_000);
        bucket.BitsPerSecond = 0;
        Assert.True(Enumerable.Range(0, 1000).All(_ => bucket.TryTake(1 << 20, out var _)));
    }

    private static long PassedIn(TokenBucket bucket, ManualClock clock, TimeSpan span, int piece)
    {
        long passed = 0;
        for (var end = clock.Elapsed + span; clock.Elapsed < end;)
        {
            if (bucket.TryTake(piece, out var wait))
            {
                passed += piece;
            }
            else
            {
                clock.Advance(wait + TimeSpan.FromTicks(1));
            }
        }

        return passed;
    }
}
