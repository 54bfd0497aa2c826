using FleetMigrator.Grains.Interfaces.Quotas;
using FleetMigrator.Grains.Quotas;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace FleetMigrator.Grains.Tests.Quotas;

/// <summary>How calls to the cloud are spread.</summary>
public sealed class CallPaceTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly IQuota _quota = Substitute.For<IQuota>();
    private readonly IManagementGrain _management = Substitute.For<IManagementGrain>();
    private readonly CallPace _pace;
    private QuotaLimit[]? _limits = [];

    public CallPaceTests()
    {
        _grains.GetGrain<IQuota>("default").Returns(_quota);
        _grains.GetGrain<IManagementGrain>(0).Returns(_management);
        Silos(1);
        _quota.View().Returns(_ => _limits is { } limits ? Task.FromResult(new QuotaView(limits, [], [])) : throw new TimeoutException());
        _pace = new CallPace(_grains, _clock, NullLogger<CallPace>.Instance);
    }

    [Fact]
    public async Task Without_a_limit_no_call_waits()
    {
        for (var call = 0; call < 1000; call++)
        {
            await _pace.Wait("cn-beijing", default);
        }
    }

    [Fact]
    public async Task Calls_come_at_equal_distances_whoever_makes_them()
    {
        Limits(new QuotaLimit(QuotaKind.ApiCallsPerSecond, "", "", 4));
        Assert.Equal<int>([0, 250, 500, 750], await Times("cn-beijing", "cn-shanghai", "cn-beijing", "cn-beijing"));
    }

    [Fact]
    public async Task Each_region_has_its_own_limit_and_all_together_theirs()
    {
        Limits(new QuotaLimit(QuotaKind.ApiCallsPerSecond, QuotaLimit.Each, "", 1), new QuotaLimit(QuotaKind.ApiCallsPerSecond, "cn-beijing", "", 10), new QuotaLimit(QuotaKind.ApiCallsPerSecond, "", "", 20));
        Assert.Equal<int>([0, 100, 150, 1150], await Times("cn-beijing", "cn-beijing", "cn-shanghai", "cn-shanghai"));
    }

    [Fact]
    public async Task Silos_share_a_limit()
    {
        Silos(2);
        Limits(new QuotaLimit(QuotaKind.ApiCallsPerSecond, "", "", 4));
        Assert.Equal<int>([0, 500, 1000], await Times("cn-beijing", "cn-beijing", "cn-beijing"));
    }

    [Fact]
    public async Task A_new_limit_counts_within_five_seconds_and_limits_that_cannot_be_read_stay()
    {
        Limits(new QuotaLimit(QuotaKind.ApiCallsPerSecond, "", "", 1));
        Assert.Equal<int>([0, 1000], await Times("cn-beijing", "cn-beijing"));
        _limits = null;
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal<int>([0, 1000], await Times("cn-beijing", "cn-beijing"));
        Limits(new QuotaLimit(QuotaKind.ApiCallsPerSecond, "", "", 10));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal<int>([0, 100], await Times("cn-beijing", "cn-beijing"));
    }

    private void Limits(params QuotaLimit[] limits) => _limits = limits;

    private void Silos(int count) => _management.GetHosts(true).Returns(
        Enumerable.Range(1, count).ToDictionary(number => SiloAddress.New(System.Net.IPAddress.Loopback, 1000 + number, 1), _ => SiloStatus.Active));

    /// <summary>Milliseconds from now at which calls are let through that are made at the same time.</summary>
    private async Task<IEnumerable<int>> Times(params string[] regions)
    {
        var begun = _clock.GetUtcNow();
        var calls = new List<Task<int>>();
        foreach (var region in regions)
        {
            calls.Add(Passed(region));
            // The limits are read aside; what follows has to see them read.
            await calls[0];
        }

        // Delays of this clock end within the step that ends them, so each call sees the time at which it was let through.
        var all = Task.WhenAll(calls);
        while (!all.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        return await all;

        async Task<int> Passed(string region)
        {
            await _pace.Wait(region, default);
            return (int)(_clock.GetUtcNow() - begun).TotalMilliseconds;
        }
    }
}
