using FleetMigrator.Transfer.Receipts;

namespace FleetMigrator.Transfer.Tests.Engine;

/// <summary>What is found when the target is read again, and what the receipt then proves.</summary>
[Trait("Kind", "system")]
public sealed class VerificationTests
{
    [Fact]
    public async Task A_corruption_on_the_target_is_found_and_repaired_before_the_end()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        Shell.Run("""cd "$1"; mkdir d; echo fine > d/fine; head -c 40000000 /dev/urandom > large; echo linked > d/one; ln d/one two; truncate -s 100M sparse; echo end >> sparse""", bench.Source);
        await using var receiver = bench.Receive();
        var sender = Verifying(bench, receiver.Endpoint, after: round => round == 0, () =>
        {
            Flip(bench, "d/fine", 2);
            Flip(bench, "large", 20_000_000);
            Flip(bench, "two", 0);
        });
        var summary = await sender.Run(TestContext.Current.CancellationToken);
        Assert.Equal(["/source/d/fine", "/source/d/one", "/source/large", "/source/two"], summary.Repaired.Order(StringComparer.Ordinal));
        NastyTree.AssertEqual(bench.Source, bench.Target);
        Assert.NotNull(summary.VerifiedBytes);
        Assert.Empty(Differences(bench, summary));
    }

    [Fact]
    public async Task A_target_that_damages_what_it_stores_again_and_again_ends_the_transfer()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        Shell.Run("""echo content > "$1/file" """, bench.Source);
        await using var receiver = bench.Receive();
        var sender = Verifying(bench, receiver.Endpoint, after: _ => true, () => Flip(bench, "file", 1));
        var failure = await Assert.ThrowsAsync<TransferException>(() => sender.Run(TestContext.Current.CancellationToken));
        Assert.Equal(TransferFailure.TargetUnwritable, failure.Failure);
        Assert.Contains("/source/file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_verification_a_corruption_stays_until_somebody_checks_the_receipt_which_names_it()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        NastyTree.Make(bench.Source);
        await using var receiver = bench.Receive();
        var summary = await bench.Send(bench.Options(receiver.Endpoint) with { ManifestPath = bench.Manifest }).Run(TestContext.Current.CancellationToken);
        Assert.Null(summary.VerifiedBytes);
        Assert.Equal("xxh128", ReceiptStatement.Parse(summary.Receipt!.Statement).Algorithm);
        Assert.Empty(Differences(bench, summary));

        Shell.Run("""cd "$1"; printf X | dd of=large/three-ranges bs=1 seek=20000000 conv=notrunc status=none; chmod 600 plain.txt; rm good; echo new > zzz; touch -d 2001-01-01 sticky""", bench.Target);
        var differences = Differences(bench, summary);
        Assert.Collection(
            differences.Where(text => !text.StartsWith("/source: time", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            text => Assert.Equal("/source/good is missing", text),
            text => Assert.Matches("^/source/large/three-ranges: time was .*, content was [0-9a-f]{32}, is [0-9a-f]{32}$", text),
            text => Assert.Matches("^/source/plain.txt: mode was 0[0-7]+, is 0600$", text),
            text => Assert.Matches("^/source/sticky: time was .*, is 978307200.000000000$", text),
            text => Assert.Equal("/source/zzz was not there", text));
    }

    [Fact]
    public async Task After_a_verification_the_receipt_holds_sha256_and_a_later_session_needs_no_content_again()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench();
        NastyTree.Make(bench.Source);
        await bench.Copy();
        await using var receiver = bench.Receive();
        var sender = Verifying(bench, receiver.Endpoint, after: _ => false, () => { });
        var summary = await sender.Run(TestContext.Current.CancellationToken);
        Assert.Equal(0, summary.Bytes);
        Assert.Empty(summary.Repaired);
        Assert.Equal("sha256", ReceiptStatement.Parse(summary.Receipt!.Statement).Algorithm);
        Assert.Empty(Differences(bench, summary));
    }

    [Fact]
    public async Task A_receipt_or_manifest_that_was_changed_is_found_out()
    {
        NastyTree.RequireRoot();
        using var bench = new TransferBench(inMemory: true);
        Shell.Run("""echo content > "$1/file" """, bench.Source);
        await using var receiver = bench.Receive();
        var summary = await bench.Send(bench.Options(receiver.Endpoint) with { ManifestPath = bench.Manifest }).Run(TestContext.Current.CancellationToken);
        var receipt = Receipt.FromJson(summary.Receipt!.ToJson());
        Assert.Empty(Differences(bench, summary));

        var statement = ReceiptStatement.Parse(receipt.Statement);
        var forged = receipt with { Statement = (statement with { Bytes = statement.Bytes + 1 }).ToString() };
        Assert.Equal(["the signature of the agent is not valid", "the signature of the receiver is not valid"], Differences(bench, summary with { Receipt = forged }));

        Shell.Run("""zstd -dc "$1" | sed 's/^f 0644/f 0666/' | zstd -q > "$1.new"; mv "$1.new" "$1" """, bench.Manifest);
        Assert.Contains(Differences(bench, summary), text => text.StartsWith("the root of the manifest is", StringComparison.Ordinal));
    }

    private static Sending.VolumeSender Verifying(TransferBench bench, System.Net.IPEndPoint receiver, Func<int, bool> after, Action damage)
    {
        return new Sending.VolumeSender(
            bench.Options(receiver) with { MaxRounds = 1, ManifestPath = bench.Manifest }, [new Sending.SourceVolume(1, bench.Source)], TimeProvider.System)
        {
            Verify = true,
            OnRound = round =>
            {
                if (after(round.Round))
                {
                    damage();
                }
            },
        };
    }

    private static List<string> Differences(TransferBench bench, TransferSummary summary)
    {
        var found = new List<string>();
        var count = new ReceiptVerifier(found.Add).Run(summary.Receipt!, bench.Manifest, new Dictionary<string, string> { ["/source"] = bench.Target });
        Assert.Equal(count, found.Count);
        return found;
    }

    // As a disk does it: behind the back of the file system's times.
    private static void Flip(TransferBench bench, string path, long offset) => Shell.Run(
        """touch -r "$1" "$1.times"; printf '\xff' | dd of="$1" bs=1 seek="$2" conv=notrunc status=none; touch -r "$1.times" "$1"; rm "$1.times" """,
        Path.Combine(bench.Target, path), offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
