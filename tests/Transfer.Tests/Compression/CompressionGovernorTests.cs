using FleetMigrator.Transfer.Compression;
using FleetMigrator.Transfer.Tests.Flow;

namespace FleetMigrator.Transfer.Tests.Compression;

public sealed class CompressionGovernorTests
{
    [Fact]
    public void A_full_socket_raises_the_level_to_its_ceiling_and_a_busy_compressor_lowers_it_to_off()
    {
        var clock = new ManualClock();
        var governor = new CompressionGovernor(7, clock);
        Report(governor, clock, compressing: 5, writing: 95, times: 20);
        Assert.Equal(3, governor.Level);
        Report(governor, clock, compressing: 80, writing: 5, times: 20);
        Assert.Equal(CompressionLevels.Off, governor.Level);
        Report(governor, clock, compressing: 0, writing: 20, times: 20);
        Assert.Equal(CompressionLevels.Off, governor.Level);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -7)]
    [InlineData(4, -1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(8, 5)]
    [InlineData(10, 12)]
    public void A_fixed_level_stays_what_it_is(int level, int expected)
    {
        var clock = new ManualClock();
        var governor = new CompressionGovernor(level, clock);
        Report(governor, clock, compressing: 90, writing: 0, times: 10);
        Assert.Equal(expected, governor.Level);
    }

    private static void Report(CompressionGovernor governor, ManualClock clock, int compressing, int writing, int times)
    {
        for (var i = 0; i < times; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            governor.Report(TimeSpan.TicksPerSecond * compressing / 100, TimeSpan.TicksPerSecond * writing / 100);
        }
    }
}
