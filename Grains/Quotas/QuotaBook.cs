using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Quotas;

/// <summary>
/// The rules of quotas, without store and clock: what is held, who waits, who gets what comes free. Every change of the record happens
/// here; whoever owns the book stores it.
/// </summary>
internal sealed class QuotaBook(QuotaRecord record)
{
    /// <summary>How long something that is spent counts.</summary>
    public static readonly TimeSpan SpentFor = TimeSpan.FromDays(7);

    /// <summary>Who has not asked for so long no longer waits. Waiting jobs ask at least twice a minute.</summary>
    public static readonly TimeSpan PlaceKept = TimeSpan.FromMinutes(2);

    // Weight of the newest observation: a few dozen migrations make the estimate follow.
    private const double NewestWeight = 0.1;

    private readonly QuotaQueue _queue = new();
    private QuotaUsage? _usage;
    private Dictionary<string, int>? _places;

    public QuotaRecord Record { get; private set; } = record;

    private QuotaUsage Usage => _usage ??= new QuotaUsage(Record);

    /// <summary>Whether somebody waits although there is room; never true after a change.</summary>
    public bool Idles => _queue.Next(Usage) is not null;

    /// <summary>Takes what is missing or waits; null when nothing is missing any more.</summary>
    public QuotaWait? Acquire(QuotaRequest request, DateTimeOffset now)
    {
        var missing = Missing(request);
        if (missing.Count == 0)
        {
            Leave(request.Holder);
            return null;
        }

        _queue.Put(new QuotaTicket(request with { Needs = missing }, now));
        _places = null;
        Settle(now);
        return _queue.Find(request.Holder) is { } ticket ? Wait(ticket) : null;
    }

    /// <summary>Gives back all but this, and leaves the queue.</summary>
    public void Keep(string holder, IReadOnlyList<QuotaNeed> needs, DateTimeOffset now)
    {
        Leave(holder);
        var back = Record.Leases.Where(lease => lease.Holder == holder && !needs.Contains(lease.Need)).ToList();
        if (back.Count > 0)
        {
            var held = new Dictionary<QuotaKind, double>(Record.Held);
            foreach (var lease in back)
            {
                var seconds = (now - lease.At).TotalSeconds;
                held[lease.Need.Kind] = held.TryGetValue(lease.Need.Kind, out var before) ? before + ((seconds - before) * NewestWeight) : seconds;
            }

            Change(Record with { Leases = [.. Record.Leases.Except(back)], Held = held });
        }

        Settle(now);
    }

    /// <summary>Sets a limit; null removes it.</summary>
    public void Limit(QuotaLimit part, int? most, DateTimeOffset now)
    {
        var others = Record.Limits.Where(limit => !limit.IsOfSamePart(part));
        Change(Record with { Limits = [.. most is { } number ? others.Append(part with { Most = number }) : others] });
        Settle(now);
    }

    /// <summary>Forgets what time has taken, and grants whatever there is room for.</summary>
    public void Settle(DateTimeOffset now)
    {
        if (Record.Spent.Any(lease => now - lease.At >= SpentFor))
        {
            Change(Record with { Spent = [.. Record.Spent.Where(lease => now - lease.At < SpentFor)] });
        }

        foreach (var gone in _queue.Tickets.Where(ticket => now - ticket.AskedAt >= PlaceKept).ToList())
        {
            Leave(gone.Request.Holder);
        }

        var granted = new List<QuotaLease>();
        while (_queue.Next(Usage) is { } ticket)
        {
            Leave(ticket.Request.Holder);
            Usage.Add(ticket.Request);
            granted.AddRange(ticket.Request.Needs.Select(need => new QuotaLease(ticket.Request.Holder, ticket.Request.Region, ticket.Request.Group, need, now)));
        }

        if (granted.Count > 0)
        {
            Change(Record with
            {
                Leases = [.. Record.Leases, .. granted.Where(lease => lease.Need.Kind != QuotaKind.ExportsPerWeek)],
                Spent = [.. Record.Spent, .. granted.Where(lease => lease.Need.Kind == QuotaKind.ExportsPerWeek)],
            });
        }
    }

    /// <summary>All limits with their use.</summary>
    public IReadOnlyList<QuotaUse> Uses()
    {
        var waiting = _queue.Tickets.Select(ticket => Usage.Obstacle(ticket.Request)?.Limit).OfType<QuotaLimit>().CountBy(limit => limit).ToDictionary();
        return
        [
            .. Usage.All.Select(entry => new QuotaUse(entry.Limit, entry.Used, waiting.GetValueOrDefault(entry.Limit)))
                .OrderBy(use => use.Limit.Kind).ThenBy(use => use.Limit.Region, StringComparer.Ordinal).ThenBy(use => use.Limit.Group, StringComparer.Ordinal),
        ];
    }

    /// <summary>The queue, who is next first.</summary>
    public IReadOnlyList<QuotaWait> Waits(int skip, int take)
        => [.. _queue.InOrder(Usage).Skip(skip).Take(take).Select(Wait)];

    private List<QuotaNeed> Missing(QuotaRequest request)
    {
        var has = Record.Leases.Concat(Record.Spent).Where(lease => lease.Holder == request.Holder).Select(lease => lease.Need).ToHashSet();
        return [.. request.Needs.Where(need => !has.Contains(need)).Distinct()];
    }

    private QuotaWait Wait(QuotaTicket ticket)
    {
        _places ??= _queue.InOrder(Usage).Select((other, index) => (other.Request.Holder, index + 1)).ToDictionary(StringComparer.Ordinal);
        var (limit, used) = Usage.Obstacle(ticket.Request)!.Value;
        var place = _places[ticket.Request.Holder];
        TimeSpan? estimate = limit.Most > 0 && Record.Held.TryGetValue(limit.Kind, out var seconds) ? TimeSpan.FromSeconds(seconds * place / limit.Most) : null;
        return new QuotaWait(ticket.Request.Holder, ticket.Request.Region, ticket.Request.Group, limit, used, place, estimate, ticket.Request.Since);
    }

    private void Leave(string holder)
    {
        _queue.Remove(holder);
        _places = null;
    }

    private void Change(QuotaRecord next)
    {
        Record = next;
        _usage = null;
        _places = null;
    }
}
