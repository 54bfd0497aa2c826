using FleetMigrator.Transfer.Linux;
using FleetMigrator.Transfer.Sending;

namespace FleetMigrator.Transfer.Tests.Engine;

[Trait("Kind", "system")]
public sealed class LoopbackTests
{
    [Fact]
    public async Task A_nasty_tree_arrives_exactly_and_a_second_transfer_sends_no_content()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        NastyTree.Make(bench.Source);
        var first = await bench.Copy();
        NastyTree.AssertEqual(bench.Source, bench.Target);
        Assert.Empty(first.Warnings);
        Assert.Equal(2, first.Rounds.Count);
        Assert.Equal(0, first.Rounds[1].Bytes);
        Assert.True(first.Bytes < 90_000_000, $"zeros and holes were sent: {first.Bytes}");
        Assert.Equal(0, first.BytesSentAgain);
        Assert.False(Directory.Exists(Path.Combine(bench.Target, ".fleet-partial")));

        var second = await bench.Copy();
        Assert.Equal(0, second.Bytes);
        NastyTree.AssertEqual(bench.Source, bench.Target);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    [InlineData(8, 3)]
    public async Task Every_level_and_number_of_streams_gives_the_same_tree(int level, int streams)
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        NastyTree.Make(bench.Source);
        await bench.Copy(options => options with { CompressionLevel = level, Streams = streams, MaxRounds = 1 });
        NastyTree.AssertEqual(bench.Source, bench.Target);
    }

    [Fact]
    public async Task Later_changes_deletions_and_exchanges_arrive_too()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        NastyTree.Make(bench.Source);
        await bench.Copy();
        Shell.Run("""
            cd "$1"
            chattr -i locked locked.d; chattr -a append.log
            rm -r many/f1* deep/a/b; mv many renamed; echo changed >> plain.txt; rm good; mkdir good; echo in > good/in
            rm -r empty.d; echo file > empty.d; rm third; echo alone > third; ln hard/x/first hard/another
            printf z | dd of=large/three-ranges bs=1 seek=20000000 conv=notrunc status=none
            mv acl.d tmp; mv hard acl.d; mv tmp hard; setfacl -b hard; chmod 700 sticky; touch -d '2011-11-11' deep
            rm capable; ln -s suid capable; rm nodes/fifo; mkdir nodes/fifo; rm locked; echo free > locked; chattr +i locked.d
            """, bench.Source);
        var summary = await bench.Copy();
        NastyTree.AssertEqual(bench.Source, bench.Target);
        Assert.True(summary.Rounds[0].EntriesDeleted > 100);
        // Back where it was: children of a folder that moves away and back keep their change time.
        Shell.Run("""cd "$1"; mv hard tmp; mv acl.d hard; mv tmp acl.d; mv renamed many""", bench.Source);
        await bench.Copy();
        NastyTree.AssertEqual(bench.Source, bench.Target);
    }

    [Fact]
    public async Task A_folder_that_moves_away_for_one_round_and_back_is_complete()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        Shell.Run("""cd "$1"; mkdir d; echo x > d/x; echo y > d/y""", bench.Source);
        await bench.Copy();
        Shell.Run("""cd "$1"; mv d e""", bench.Source);
        await bench.Copy();
        Shell.Run("""cd "$1"; mv e d""", bench.Source);
        await bench.Copy();
        NastyTree.AssertEqual(bench.Source, bench.Target);
    }

    [Fact]
    public async Task What_is_left_out_is_neither_sent_nor_entered()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        Shell.Run("""cd "$1"; mkdir -p skip/deep keep; echo 1 > skip/deep/file; echo 2 > keep/file; echo 3 > keep/swapfile""", bench.Source);
        await using var receiver = bench.Receive();
        PathFilter filter = (path, isFolder) => isFolder ? path.SequenceEqual("skip"u8) : path.EndsWith("swapfile"u8);
        await bench.Send(bench.Options(receiver.Endpoint), filter).Run(TestContext.Current.CancellationToken);
        Assert.Equal(["keep"], Directory.EnumerateFileSystemEntries(bench.Target).Select(Path.GetFileName));
        Assert.Equal(["file"], Directory.EnumerateFiles(Path.Combine(bench.Target, "keep")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Files_below_a_mount_point_are_seen_and_the_other_file_system_is_not_entered()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        var mountPoint = Path.Combine(bench.Source, "mnt");
        Shell.Run("""mkdir "$1/mnt"; echo hidden > "$1/mnt/below" """, bench.Source);
        Shell.Run("""mount -t tmpfs none "$1"; echo foreign > "$1/foreign" """, mountPoint);
        try
        {
            await bench.Copy();
        }
        finally
        {
            Mounts.Unmount(mountPoint);
        }

        NastyTree.AssertEqual(bench.Source, bench.Target);
    }

    [Fact]
    public async Task A_link_on_the_target_never_leads_a_write_outside_of_the_volume()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        using var outside = new TransferBench();
        Shell.Run("""mkdir -p "$1/dir/sub"; echo evil > "$1/dir/sub/file"; echo evil > "$1/plain"; echo precious > "$3/precious"; ln -s "$3" "$2/dir"; ln -s "$3/precious" "$2/plain" """,
            bench.Source, bench.Target, outside.Source);
        await bench.Copy();
        NastyTree.AssertEqual(bench.Source, bench.Target);
        Assert.Equal("precious\n", await File.ReadAllTextAsync(Path.Combine(outside.Source, "precious"), TestContext.Current.CancellationToken));
        Assert.Single(Directory.EnumerateFileSystemEntries(outside.Source));
    }

    [Fact]
    public async Task A_file_that_is_written_all_the_while_is_named_and_the_rest_is_exact()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        Shell.Run("""cd "$1"; head -c 30000000 /dev/urandom > busy; for i in $(seq 1 50); do echo $i > f$i; done""", bench.Source);
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            using var file = new FileStream(Path.Combine(bench.Source, "busy"), FileMode.Append);
            while (!stop.IsCancellationRequested)
            {
                file.WriteByte(1);
                file.Flush();
            }
        }, TestContext.Current.CancellationToken);
        var summary = await bench.Copy();
        await stop.CancelAsync();
        await writer;
        Assert.Contains(Path.Combine(bench.Source, "busy"), summary.StillChanging);
        await bench.Copy();
        NastyTree.AssertEqual(bench.Source, bench.Target);
    }

    [Fact]
    public async Task Progress_ends_at_what_was_there_and_rounds_are_the_same_at_both_ends()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        NastyTree.Make(bench.Source);
        await using var receiver = bench.Receive();
        TransferProgress? last = null;
        var sender = new VolumeSender(bench.Options(receiver.Endpoint) with { MaxRounds = 1 }, [new SourceVolume(1, bench.Source)], TimeProvider.System) { OnProgress = progress => last = progress };
        var summary = await sender.Run(TestContext.Current.CancellationToken);
        await receiver.Finished.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(summary.Rounds, receiver.Rounds);
        Assert.NotNull(last);
        Assert.Equal(last.BytesTotal, last.BytesDone);
        Assert.Equal(last.FilesTotal, last.FilesDone);
        Assert.Equal(receiver.Counters.ReceivedBytes, receiver.Counters.DurableBytes);
        Assert.Equal(summary.Bytes, receiver.Counters.ReceivedBytes);
    }
}
