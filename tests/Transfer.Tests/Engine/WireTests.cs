using System.Text;

namespace FleetMigrator.Transfer.Tests.Engine;

/// <summary>What a stranger on the line can measure and read.</summary>
[Trait("Kind", "system")]
public sealed class WireTests
{
    private const int Megabyte = 1_000_000;

    [Fact]
    public async Task A_limit_in_megabit_is_kept_within_five_percent_and_a_new_one_is_felt_while_running()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench(inMemory: true);
        RandomFile(bench, 9 * Megabyte);
        await using var receiver = bench.Receive();
        using var tap = new WireTap(receiver.Endpoint);
        var sender = bench.Send(bench.Options(tap.Endpoint) with { MaxRounds = 1 });
        sender.SpeedLimitBitsPerSecond = 16 * Megabyte;
        var running = sender.Run(TestContext.Current.CancellationToken);
        while (tap.Bytes < 3 * Megabyte)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }

        sender.SpeedLimitBitsPerSecond = 32 * Megabyte;
        await running;
        Assert.InRange(tap.BitsPerSecond(Megabyte / 2, 3 * Megabyte), 0.95 * 16 * Megabyte, 1.05 * 16 * Megabyte);
        Assert.InRange(tap.BitsPerSecond(4 * Megabyte, 9 * Megabyte), 0.95 * 32 * Megabyte, 1.05 * 32 * Megabyte);
    }

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(1, 0.6)]
    [InlineData(5, 0.4)]
    [InlineData(7, 0.6)]
    [InlineData(10, 0.4)]
    public async Task Level_zero_sends_raw_and_the_others_pack(int level, double atMost)
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench(inMemory: true);
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(line => $"line {line * 7919 % 10007} of a log that says the same again and again\n"));
        await File.WriteAllTextAsync(Path.Combine(bench.Source, "log"), text, TestContext.Current.CancellationToken);
        var summary = await bench.Copy(options => options with { CompressionLevel = level, MaxRounds = 1 });
        var share = summary.WireBytes / (double)text.Length;
        Assert.InRange(share, level == 0 ? 1.0 : 0.0, level == 0 ? 1.01 : atMost);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    public async Task What_can_t_be_packed_is_sent_raw_at_every_level(int level)
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench(inMemory: true);
        RandomFile(bench, 4 * Megabyte);
        var summary = await bench.Copy(options => options with { CompressionLevel = level, MaxRounds = 1 });
        Assert.InRange(summary.WireBytes, 4 * Megabyte, 4 * Megabyte * 1.01);
    }

    [Fact]
    public async Task A_new_level_counts_from_the_next_frame_on()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench(inMemory: true);
        await File.WriteAllBytesAsync(Path.Combine(bench.Source, "same"), [.. Enumerable.Repeat((byte)'x', 4 * Megabyte)], TestContext.Current.CancellationToken);
        await using var receiver = bench.Receive();
        var sender = bench.Send(bench.Options(receiver.Endpoint) with { MaxRounds = 1, CompressionLevel = 0 });
        sender.CompressionLevel = 5;
        Assert.Throws<ArgumentOutOfRangeException>(() => sender.CompressionLevel = 11);
        var summary = await sender.Run(TestContext.Current.CancellationToken);
        Assert.True(summary.WireBytes < Megabyte, $"{summary.WireBytes} bytes on the wire");
    }

    [Fact]
    public async Task Neither_names_nor_content_nor_the_job_can_be_read_on_the_wire()
    {
        NastyTree.RequireRoot();
        const string secret = "a secret that nobody on the line may read";
        using var bench = new TransferBench(inMemory: true);
        await File.WriteAllTextAsync(Path.Combine(bench.Source, "named-secret"), string.Concat(Enumerable.Repeat(secret, 10_000)), TestContext.Current.CancellationToken);
        await using var receiver = bench.Receive();
        using var tap = new WireTap(receiver.Endpoint, record: true);
        await bench.Send(bench.Options(tap.Endpoint) with { CompressionLevel = 0 }).Run(TestContext.Current.CancellationToken);
        var recorded = tap.Recorded;
        Assert.True(recorded.Length > secret.Length * 10_000);
        foreach (var plain in new[] { secret, "named-secret", TransferBench.Job, "FLEETMV" })
        {
            Assert.True(recorded.AsSpan().IndexOf(Encoding.ASCII.GetBytes(plain)) < 0, $"'{plain}' can be read");
        }

        Assert.Equal(secret.Length * 10_000, new FileInfo(Path.Combine(bench.Target, "named-secret")).Length);
    }

    private static void RandomFile(TransferBench bench, int bytes)
    {
        var content = new byte[bytes];
        new Random(1).NextBytes(content);
        File.WriteAllBytes(Path.Combine(bench.Source, "random"), content);
    }
}
