using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Quotas;
using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Quotas;

/// <summary>
/// The limits of an account. Decisions are made in memory at once, and everybody is answered after what he depends on was stored;
/// who comes while a write is under way shares the next one.
/// </summary>
internal sealed class AccountQuota([PersistentState("quota", "fleet")] IPersistentState<QuotaRecord> store, IOptions<QuotaOptions> options, TimeProvider clock)
    : Grain, IQuota
{
    private const int LargestLimit = 1_000_000;
    private const int LongestName = 128;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(10);

    private QuotaBook _book = null!;
    private Task _writing = Task.CompletedTask;
    private Task? _next;

    private DateTimeOffset Now => clock.GetUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _book = new QuotaBook(store.State, options.Value.LeaseTime, Now);
        this.RegisterGrainTimer(Sweep, new GrainTimerCreationOptions(SweepEvery, SweepEvery) { Interleave = true });
        return Task.CompletedTask;
    }

    public async Task<QuotaWait?> Acquire(QuotaRequest request)
    {
        Check(request);
        var wait = _book.Ask(request, Now);
        await Stored();
        return wait;
    }

    public async Task Renew(QuotaRequest request)
    {
        Check(request);
        _book.Renew(request, Now);
        await Stored();
    }

    public async Task Release(string holder, IReadOnlyList<QuotaKind> kinds)
    {
        _book.Release(holder, kinds, Now);
        await Stored();
    }

    public async Task<QuotaView> Set(QuotaLimit limit)
    {
        // No call at all would leave nothing that could be released either.
        if (limit.Value > LargestLimit || limit.Value < (limit.Kind == QuotaKind.ApiCallsPerSecond ? 1 : 0))
        {
            throw new FleetException([QuotaErrors.BadValue.Fault($"{limit.Value} was given for {limit.Kind}") with { Field = "value" }]);
        }

        if (limit is { Kind: QuotaKind.ApiCallsPerSecond, Group.Length: > 0 })
        {
            throw new FleetException([QuotaErrors.BadScope.Fault("API calls are limited by region, not by resource group") with { Field = "group" }]);
        }

        if (limit.Region.Length > LongestName || limit.Group.Length > LongestName || limit.Region.Any(char.IsWhiteSpace) || limit.Group.Any(char.IsWhiteSpace))
        {
            throw new FleetException([QuotaErrors.BadScope.Fault($"'{limit.Region}' and '{limit.Group}' were given") with { Field = "region" }]);
        }

        _book.Set(limit, Now);
        await Stored();
        return _book.View(Now);
    }

    public async Task<QuotaView> Remove(QuotaKind kind, string region, string group)
    {
        _book.Remove(kind, region, group, Now);
        await Stored();
        return _book.View(Now);
    }

    public Task<QuotaView> View() => Task.FromResult(_book.View(Now));

    private static void Check(QuotaRequest request)
    {
        if (request.Kinds.Count == 0 || request.Kinds.Contains(QuotaKind.ApiCallsPerSecond))
        {
            throw QuotaErrors.NotLeased.With($"{request.Holder} asked for {string.Join(", ", request.Kinds)}");
        }
    }

    private Task Sweep(CancellationToken cancellation)
    {
        _book.Expire(Now);
        return Stored();
    }

    /// <summary>Done when everything decided so far is in the store.</summary>
    private Task Stored()
    {
        if (_book.Changed && _next is null)
        {
            _next = Write(_writing);
        }

        return _next ?? _writing;
    }

    private async Task Write(Task before)
    {
        // So that this task is known as the next one before it goes on.
        await Task.Yield();

        // A failure of the write before is its callers' news; this one stores the whole book in any case.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        (_writing, _next) = (_next!, null);
        await this.Save(store, _book.ToRecord());
    }
}
