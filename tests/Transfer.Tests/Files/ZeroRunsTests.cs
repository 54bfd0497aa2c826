using CsCheck;
using FleetMigrator.Transfer.Files;

namespace FleetMigrator.Transfer.Tests.Files;

public sealed class ZeroRunsTests
{
    [Fact]
    public void The_runs_cover_the_data_and_only_zeros_are_called_zeros()
        => Gen.Select(Gen.Int[0, 5], Gen.Bool, (blocks, zero) => Enumerable.Repeat(zero ? (byte)0 : (byte)7, blocks * 1500)).Array[1, 8].Sample(parts =>
        {
            var data = parts.SelectMany(part => part).ToArray();
            var at = 0;
            while (at < data.Length)
            {
                var run = ZeroRuns.FirstRun(data.AsSpan(at), out var zeros);
                Assert.InRange(run, 1, data.Length - at);
                Assert.True(!zeros || !data.AsSpan(at, run).ContainsAnyExcept((byte)0));
                at += run;
            }
        });
}
