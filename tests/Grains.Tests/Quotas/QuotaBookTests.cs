using System.Text.Json;
using FleetMigrator.Grains.Interfaces.Quotas;
using FleetMigrator.Grains.Quotas;
using FleetMigrator.Grains.Tests.Fleet;

namespace FleetMigrator.Grains.Tests.Quotas;

/// <summary>The rules of limits, without grains: what holds after whatever happens.</summary>
public sealed class QuotaBookTests
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset Now = TestFleet.Start;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void After_10_000_random_steps_nothing_was_ever_above_its_limit_and_nothing_free_was_kept_from_anybody(int seed)
    {
        var random = new Random(seed);
        var now = Now;
        var book = new QuotaBook(new QuotaRecord(), LeaseTime, now);
        var living = new Dictionary<string, QuotaRequest>(StringComparer.Ordinal);
        var most = 0;
        var waited = 0;
        QuotaKind[] kinds = [QuotaKind.RunningJobs, QuotaKind.Instances, QuotaKind.Vpcs, QuotaKind.ExportsAtOnce, QuotaKind.EdgeImports];
        for (var step = 0; step < 10_000; step++)
        {
            now += TimeSpan.FromSeconds(random.Next(20));
            var before = Uses(book);
            switch (random.Next(100))
            {
                case < 40: // Somebody comes.
                    var wanted = random.GetItems(kinds, random.Next(1, 4)).Distinct().ToArray();
                    var comes = new QuotaRequest($"j-{step}", wanted, $"region-{random.Next(3)}", $"group-{random.Next(4)}", now);
                    living[comes.Holder] = comes;
                    waited += book.Ask(comes, now) is null ? 0 : 1;
                    break;
                case < 70: // Somebody looks again: renews, or keeps his place.
                    if (Any(living, random) is { } again)
                    {
                        book.Ask(again, now);
                    }

                    break;
                case < 85: // Somebody has done.
                    if (Any(living, random) is { } ends)
                    {
                        living.Remove(ends.Holder);
                        book.Release(ends.Holder, ends.Kinds, now);
                    }

                    break;
                case < 92: // Somebody crashes and never gives anything back.
                    if (Any(living, random) is { } dies)
                    {
                        living.Remove(dies.Holder);
                    }

                    break;
                case < 95: // The service itself crashes.
                    book = new QuotaBook(JsonSerializer.Deserialize<QuotaRecord>(JsonSerializer.Serialize(book.ToRecord()))!, LeaseTime, now);
                    break;
                case < 98: // A person changes a limit.
                    book.Set(new QuotaLimit(random.GetItems(kinds, 1)[0], Pick(random, "", "*", "region-1"), Pick(random, "", "*", "group-2"), random.Next(8)), now);
                    break;
                case 98:
                    var gone = random.GetItems(book.Limits.ToArray(), 1)[0];
                    book.Remove(gone.Kind, gone.Region, gone.Group, now);
                    break;
                default: // Time passes.
                    now += TimeSpan.FromMinutes(random.Next(12));
                    book.Expire(now);
                    break;
            }

            Assert.All(Uses(book), use => Assert.True(
                LimitOf(book, use.Key) is not { } limit || use.Value <= limit || use.Value <= before.GetValueOrDefault(use.Key),
                $"step {step}: {use.Key} grew to {use.Value} of {LimitOf(book, use.Key)}"));
            Assert.All(book.Waiters, waiter => Assert.True(
                Lacks(book, waiter.Request).Any(bucket => LimitOf(book, bucket) is { } limit && book.Used(bucket) >= limit),
                $"step {step}: {waiter.Request.Holder} waits although everything is free"));
            most = Math.Max(most, book.Leases.Count);
        }

        // A check that never met a full limit or a waiting job would prove nothing.
        Assert.True(most > 20 && waited > 500, $"{most} leases at most, {waited} had to wait");

        // Everybody is gone without a word: what they held comes back by itself.
        book.Expire(now + LeaseTime);
        Assert.Empty(book.Leases);
        Assert.Empty(book.Waiters);
    }

    [Fact]
    public void A_small_group_is_served_before_a_large_one_that_came_first()
    {
        var book = Limited(QuotaKind.RunningJobs, 4);
        var asks = Enumerable.Range(0, 20).Select(number => Ask($"large-{number:00}", group: "large", since: number)).ToList();
        asks.Add(Ask("small-1", group: "small", since: 100));
        asks.ForEach(ask => book.Ask(ask, Now));

        var wait = book.Ask(asks[^1], Now)!;
        Assert.Equal((1, 17), (wait.Place, wait.Waiting));
        book.Release("large-00", [QuotaKind.RunningJobs], Now);
        Assert.Contains("small-1", book.Leases.Select(lease => lease.Holder));
        // Within a group, and between groups that have the same, the one who came first is next.
        Assert.Equal(1, book.Ask(asks[4], Now)!.Place);
        Assert.Equal(16, book.Ask(asks[19], Now)!.Place);
    }

    [Fact]
    public void A_lower_limit_touches_nobody_who_runs_and_a_higher_one_lets_the_next_in_at_once()
    {
        var book = Limited(QuotaKind.RunningJobs, 3);
        foreach (var number in Enumerable.Range(0, 4))
        {
            book.Ask(Ask($"j-{number}", since: number), Now);
        }

        book.Set(new QuotaLimit(QuotaKind.RunningJobs, "", "", 1), Now);
        Assert.Equal(["j-0", "j-1", "j-2"], book.Leases.Select(lease => lease.Holder).Order(StringComparer.Ordinal));
        Assert.Null(book.Ask(Ask("j-1", since: 1), Now + (QuotaBook.Patience / 2)));
        book.Release("j-0", [QuotaKind.RunningJobs], Now);
        Assert.Equal(2, book.Leases.Count);
        book.Set(new QuotaLimit(QuotaKind.RunningJobs, "", "", 3), Now);
        Assert.Contains("j-3", book.Leases.Select(lease => lease.Holder));
    }

    [Fact]
    public void Whoever_waits_is_told_for_what_in_which_place_and_until_when()
    {
        var book = Limited(QuotaKind.ExportsAtOnce, 1);
        book.Ask(Ask("first", QuotaKind.ExportsAtOnce), Now);
        Assert.Null(book.Ask(Ask("second", QuotaKind.ExportsAtOnce, since: 1), Now)!.Estimate);
        book.Release("first", [QuotaKind.ExportsAtOnce], Now.AddMinutes(4));
        var wait = book.Ask(Ask("third", QuotaKind.ExportsAtOnce, since: 2), Now.AddMinutes(4))!;
        Assert.Equal((QuotaKind.ExportsAtOnce, 1, 1, 1, 1), (wait.Kind, wait.Limit, wait.Used, wait.Place, wait.Waiting));
        Assert.Equal(Now.AddMinutes(8), wait.Estimate);
        Assert.Equal("Waits for the limit of exports at once of the account: 1 of 1 in use, place 1 of 1, probably until 2026-01-02 03:12:05Z", wait.Text);
    }

    [Fact]
    public void Exports_of_a_week_count_until_the_week_is_over_whether_given_back_or_not()
    {
        var book = Limited(QuotaKind.ExportsPerWeek, 2);
        Assert.Null(book.Ask(Ask("j-1", QuotaKind.ExportsPerWeek) with { Occasion = "1" }, Now));
        book.Release("j-1", [QuotaKind.ExportsPerWeek], Now);
        Assert.Null(book.Ask(Ask("j-1", QuotaKind.ExportsPerWeek) with { Occasion = "1" }, Now.AddDays(1)));
        Assert.Null(book.Ask(Ask("j-1", QuotaKind.ExportsPerWeek) with { Occasion = "2" }, Now.AddDays(1)));
        var wait = book.Ask(Ask("j-2", QuotaKind.ExportsPerWeek), Now.AddDays(6))!;
        Assert.Equal(Now.AddDays(7), wait.Estimate);
        Assert.Null(book.Ask(Ask("j-2", QuotaKind.ExportsPerWeek), Now.AddDays(7)));
    }

    [Theory]
    [InlineData("region-1", "a", 1)]
    [InlineData("region-2", "a", 2)]
    [InlineData("region-3", "b", 3)]
    public void A_limit_for_a_name_goes_before_the_one_for_each(string region, string group, int expected)
    {
        var book = new QuotaBook(
            new QuotaRecord
            {
                Limits =
                [
                    new(QuotaKind.Instances, "region-1", "", 1), new(QuotaKind.Instances, QuotaLimit.Each, "", 3), new(QuotaKind.Instances, QuotaLimit.Each, "a", 2),
                ],
            },
            LeaseTime, Now);
        var granted = Enumerable.Range(0, 10).Count(number => book.Ask(Ask($"j-{number}", QuotaKind.Instances, group) with { Region = region }, Now) is null);
        Assert.Equal(expected, granted);
    }

    private static QuotaBook Limited(QuotaKind kind, int value)
        => new(new QuotaRecord { Limits = [new QuotaLimit(kind, "", "", value)] }, LeaseTime, Now);

    private static QuotaRequest Ask(string holder, QuotaKind kind = QuotaKind.RunningJobs, string group = "default", int since = 0)
        => new(holder, [kind], "cn-beijing", group, Now.AddSeconds(since));

    private static QuotaRequest? Any(Dictionary<string, QuotaRequest> living, Random random)
        => living.Count == 0 ? null : living.ElementAt(random.Next(living.Count)).Value;

    private static string Pick(Random random, params string[] names) => names[random.Next(names.Length)];

    // Counted from the leases themselves, not from the book's own counts.
    private static Dictionary<Bucket, int> Uses(QuotaBook book)
        => book.Leases.SelectMany(lease => Bucket.Of(lease.Kind, lease.Region, lease.Group)).CountBy(bucket => bucket).ToDictionary();

    private static int? LimitOf(QuotaBook book, Bucket bucket) => new LimitTable(book.Limits).Of(bucket);

    private static IEnumerable<Bucket> Lacks(QuotaBook book, QuotaRequest request)
        => request.Kinds.Where(kind => !book.Leases.Any(lease => lease.Kind == kind && lease.Holder == request.Holder))
            .SelectMany(kind => Bucket.Of(kind, request.Region, request.Group));
}
