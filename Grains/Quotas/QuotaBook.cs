using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Quotas;

/// <summary>
/// Limits, leases and queue of an account, as pure data and rules. Two things always hold: no use begins while a limit that it
/// counts for is reached, and nobody waits while all that he needs is free.
/// </summary>
internal sealed class QuotaBook
{
    /// <summary>Whoever waits and does not ask again for so long has gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Over which <see cref="QuotaKind.ExportsPerWeek"/> counts.</summary>
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly LimitTable _limits;
    private readonly QuotaLeases _leases;
    private readonly Dictionary<string, Waiter> _waiters = new(StringComparer.Ordinal);
    private QuotaQueue? _queue;
    private bool _limitsChanged;

    /// <summary>The book as stored; every lease gets one whole time to be renewed.</summary>
    public QuotaBook(QuotaRecord record, TimeSpan leaseTime, DateTimeOffset now)
    {
        _limits = new LimitTable(record.Limits);
        _leases = new QuotaLeases(record, leaseTime, now);
    }

    /// <summary>Whether there is something to store since the last <see cref="ToRecord"/>.</summary>
    public bool Changed => _limitsChanged || _leases.Changed;

    public IReadOnlyCollection<QuotaLease> Leases => _leases.All;

    public IReadOnlyCollection<Waiter> Waiters => _waiters.Values;

    public IReadOnlyList<QuotaLimit> Limits => _limits.All;

    private QuotaQueue Queue => _queue ??= new QuotaQueue(_waiters.Values, _leases.Used, FullFor);

    public QuotaRecord ToRecord()
    {
        _limitsChanged = false;
        _leases.Changed = false;
        return new QuotaRecord { Limits = _limits.All, Leases = _leases.All, HeldSeconds = _leases.HeldSeconds };
    }

    public int Used(Bucket bucket) => _leases.Used(bucket);

    /// <summary>Takes all or joins the queue; null when all is granted.</summary>
    public QuotaWait? Ask(QuotaRequest request, DateTimeOffset now)
    {
        Expire(now);
        _leases.Prolong(request, now);
        if (TryTake(request, now))
        {
            Leave(request.Holder);
            return null;
        }

        if (!_waiters.TryGetValue(request.Holder, out var known) || !Same(known.Request, request))
        {
            _queue = null;
        }

        var waiter = new Waiter(request, now);
        _waiters[request.Holder] = waiter;
        return WaitOf(waiter, now);
    }

    /// <summary>Renews, and takes what was lost and is free.</summary>
    public void Renew(QuotaRequest request, DateTimeOffset now)
    {
        Expire(now);
        _leases.Prolong(request, now);
        foreach (var kind in request.Kinds)
        {
            TryTake(request with { Kinds = [kind] }, now);
        }
    }

    /// <summary>Gives back; whoever waits for it gets it.</summary>
    public void Release(string holder, IReadOnlyList<QuotaKind> kinds, DateTimeOffset now)
    {
        if (_waiters.TryGetValue(holder, out var waiter) && waiter.Request.Kinds.Any(kinds.Contains))
        {
            Leave(holder);
        }

        if (_leases.Return(holder, kinds, now))
        {
            Serve(now);
        }
    }

    /// <summary>Ends what nobody renewed.</summary>
    public void Expire(DateTimeOffset now)
    {
        foreach (var (holder, waiter) in _waiters)
        {
            if (now - waiter.AskedAt >= Patience)
            {
                Leave(holder);
            }
        }

        if (_leases.Expire(now))
        {
            Serve(now);
        }
    }

    public void Set(QuotaLimit limit, DateTimeOffset now)
    {
        _limits.Set(limit);
        _limitsChanged = true;
        Serve(now);
    }

    public void Remove(QuotaKind kind, string region, string group, DateTimeOffset now)
    {
        _limits.Remove(kind, region, group);
        _limitsChanged = true;
        Serve(now);
    }

    public QuotaView View(DateTimeOffset now)
    {
        var limited = _limits.All.Select(limit => new Bucket(limit.Kind, limit.Region, limit.Group)).Where(bucket => bucket.Region != QuotaLimit.Each && bucket.Group != QuotaLimit.Each);
        var uses = _leases.Buckets.Union(limited)
            .Select(bucket => new QuotaUse(bucket.Kind, bucket.Region, bucket.Group, Used(bucket), _limits.Of(bucket)))
            .OrderBy(use => use.Kind).ThenBy(use => use.Region, StringComparer.Ordinal).ThenBy(use => use.Group, StringComparer.Ordinal);
        var waiting = Queue.Order.Select(waiter => new WaitingHolder(waiter.Request.Holder, waiter.Request.Group, waiter.Request.Since, WaitOf(waiter, now)));
        return new QuotaView(_limits.All, [.. uses], [.. waiting]);
    }

    private static bool Same(QuotaRequest left, QuotaRequest right)
        => left.Since == right.Since && left.Group == right.Group && left.Region == right.Region && left.Kinds.SequenceEqual(right.Kinds);

    private void Leave(string holder)
    {
        if (_waiters.Remove(holder))
        {
            _queue = null;
        }
    }

    /// <summary>Gives what is free to those who wait, the group that has least first.</summary>
    private void Serve(DateTimeOffset now)
    {
        _queue = null;
        while (Queue.Order.FirstOrDefault(waiter => FullFor(waiter.Request) is null) is { } next)
        {
            TryTake(next.Request, now);
            Leave(next.Request.Holder);
        }
    }

    private bool TryTake(QuotaRequest request, DateTimeOffset now)
    {
        if (FullFor(request) is not null)
        {
            return false;
        }

        if (_leases.Take(request, now))
        {
            _queue = null;
        }

        return true;
    }

    /// <summary>The first bucket without room for what the request lacks; null when all of it is free.</summary>
    private Bucket? FullFor(QuotaRequest request)
    {
        foreach (var bucket in _leases.Lacking(request).SelectMany(kind => Bucket.Of(kind, request.Region, request.Group)))
        {
            if (_limits.Of(bucket) is { } limit && Used(bucket) >= limit)
            {
                return bucket;
            }
        }

        return null;
    }

    private QuotaWait WaitOf(Waiter waiter, DateTimeOffset now)
    {
        var bucket = FullFor(waiter.Request)!.Value;
        var (place, waiting) = Queue.PlaceOf(waiter.Request.Holder, bucket);
        var limit = _limits.Of(bucket)!.Value;
        return new QuotaWait(bucket.Kind, bucket.Region, bucket.Group, limit, Used(bucket), place, waiting, Estimate(bucket, limit, place, now));
    }

    /// <summary>When enough of those who hold something will probably have given it back.</summary>
    private DateTimeOffset? Estimate(Bucket bucket, int limit, int place, DateTimeOffset now)
    {
        if (limit == 0 || _leases.UsualTime(bucket.Kind) is not { } time)
        {
            return null;
        }

        var ends = Queue.EndsOf(bucket, () => [.. _leases.All.Where(bucket.Holds).Select(lease => lease.GrantedAt + time).Order()]);
        var before = Used(bucket) - limit + place - 1;
        var end = ends[before % ends.Count] + (time * (before / ends.Count));
        return end > now ? end : now;
    }
}
