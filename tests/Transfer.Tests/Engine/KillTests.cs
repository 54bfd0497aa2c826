using System.Net.Sockets;

namespace FleetMigrator.Transfer.Tests.Engine;

[Trait("Kind", "system")]
public sealed class KillTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public async Task A_receiver_that_dies_and_comes_back_gets_only_what_was_not_durable(int megabytes)
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench(inMemory: true);
        var size = MakeFiles(bench.Source);
        var receiver = bench.Receive();
        var port = receiver.Endpoint.Port;
        var sender = bench.Send(bench.Options(receiver.Endpoint) with { MaxReconnects = null, MaxRounds = 1, CompressionLevel = 0 });
        sender.SpeedLimitBitsPerSecond = 2_000_000_000;
        var run = sender.Run(TestContext.Current.CancellationToken);
        await Until(() => receiver.Counters.ReceivedBytes >= megabytes * 1_000_000L || run.IsCompleted);
        receiver.Abandon();
        var lost = sender.BytesSent - receiver.Counters.DurableBytes;
        await using var next = bench.Receive(port: port);
        await run;
        Assert.InRange(sender.BytesSent - size, 0, lost + (2 * LargestUnit));
        NastyTree.AssertEqual(bench.Source, bench.Target);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    public async Task A_sender_that_dies_and_is_replaced_sends_no_finished_file_again(int megabytes)
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench(inMemory: true);
        var size = MakeFiles(bench.Source);
        await using var receiver = bench.Receive();
        var opened = new List<Socket>();
        var options = bench.Options(receiver.Endpoint) with { MaxRounds = 1, CompressionLevel = 0 };
        var dying = bench.Send(options with { Dial = TransferBench.Dialer(opened) });
        dying.SpeedLimitBitsPerSecond = 2_000_000_000;
        var run = dying.Run(TestContext.Current.CancellationToken);
        await Until(() => receiver.Counters.ReceivedBytes >= megabytes * 1_000_000L || run.IsCompleted);
        opened.ForEach(socket => socket.Dispose());
        var failure = await Record.ExceptionAsync(() => run);
        Assert.True(failure is null or TransferException { Failure: TransferFailure.Unreachable }, $"{failure}");
        var already = receiver.Counters.ReceivedBytes;
        var next = bench.Send(options);
        await next.Run(TestContext.Current.CancellationToken);
        // Everything applied counts as finished at once: the receiver is alive. Only what was on its way comes again.
        Assert.True(next.BytesSent <= size - already + (2 * LargestUnit), $"{next.BytesSent} sent after {already} of {size}");
        NastyTree.AssertEqual(bench.Source, bench.Target);
    }

    [Fact]
    public async Task Both_ends_may_die_again_and_again_and_the_tree_is_exact_in_the_end()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench(inMemory: true);
        MakeFiles(bench.Source);
        for (var kill = 1; kill <= 4; kill++)
        {
            var receiver = bench.Receive();
            var opened = new List<Socket>();
            var sender = bench.Send(bench.Options(receiver.Endpoint) with { Dial = TransferBench.Dialer(opened) });
            sender.SpeedLimitBitsPerSecond = 2_000_000_000;
            var run = sender.Run(TestContext.Current.CancellationToken);
            var until = kill * 7_000_000L;
            await Until(() => receiver.Counters.ReceivedBytes >= until || run.IsCompleted);
            opened.ForEach(socket => socket.Dispose());
            receiver.Abandon();
            await Record.ExceptionAsync(() => run);
        }

        await bench.Copy();
        NastyTree.AssertEqual(bench.Source, bench.Target);
        Assert.False(Directory.Exists(Path.Combine(bench.Target, ".fleet-partial")));
    }

    [Fact]
    public async Task Cancelling_ends_the_transfer_and_keeps_what_is_there()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench(inMemory: true);
        var size = MakeFiles(bench.Source);
        await using var receiver = bench.Receive();
        using var cancel = new CancellationTokenSource();
        var sender = bench.Send(bench.Options(receiver.Endpoint) with { CompressionLevel = 0 });
        sender.SpeedLimitBitsPerSecond = 500_000_000;
        var run = sender.Run(cancel.Token);
        await Until(() => receiver.Counters.ReceivedBytes > 30_000_000);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        var next = bench.Send(bench.Options(receiver.Endpoint));
        await next.Run(TestContext.Current.CancellationToken);
        Assert.True(next.BytesSent < size - 10_000_000);
        NastyTree.AssertEqual(bench.Source, bench.Target);
    }

    private const long LargestUnit = 16 * 1024 * 1024;

    private static long MakeFiles(string folder)
    {
        Shell.Run("""
            cd "$1"; mkdir bulk; cd bulk
            for i in $(seq 1 8); do mkdir d$i; head -c 4000000 /dev/urandom | split -b 20000 -a 3 - d$i/s; done
            for i in $(seq 1 8); do head -c 1500000 /dev/urandom > m$i; done
            head -c 80000000 /dev/urandom > l1
            """, folder);
        return (8 * 4_000_000L) + (8 * 1_500_000L) + 80_000_000L;
    }

    private static async Task Until(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!condition() && await timer.WaitForNextTickAsync(limit.Token))
        {
        }
    }
}
