using FleetMigrator.Grains.Interfaces.Quotas;

namespace FleetMigrator.Grains.Quotas;

/// <summary>Leases with their ends, and how many of them each bucket has, counted along.</summary>
internal sealed class QuotaLeases
{
    // Each new duration moves the average a fifth of the way.
    private const double Inertia = 0.8;

    private readonly Dictionary<(QuotaKind Kind, string Holder), (QuotaLease Lease, DateTimeOffset Ends)> _leases = [];
    private readonly Dictionary<Bucket, int> _used = [];
    private readonly Dictionary<QuotaKind, double> _held;
    private readonly TimeSpan _leaseTime;

    public QuotaLeases(QuotaRecord record, TimeSpan leaseTime, DateTimeOffset now)
    {
        _leaseTime = leaseTime;
        _held = new Dictionary<QuotaKind, double>(record.HeldSeconds);
        foreach (var lease in record.Leases)
        {
            Add(lease, now);
        }
    }

    public bool Changed { get; set; }

    public IReadOnlyList<QuotaLease> All => [.. _leases.Values.Select(entry => entry.Lease)];

    public IEnumerable<Bucket> Buckets => _used.Keys;

    public IReadOnlyDictionary<QuotaKind, double> HeldSeconds => new Dictionary<QuotaKind, double>(_held);

    public int Used(Bucket bucket) => _used.GetValueOrDefault(bucket);

    /// <summary>For how long a kind is usually held; null while nobody knows.</summary>
    public TimeSpan? UsualTime(QuotaKind kind)
        => kind == QuotaKind.ExportsPerWeek ? QuotaBook.Week : _held.TryGetValue(kind, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>What the holder asks for and does not have.</summary>
    public IReadOnlyList<QuotaKind> Lacking(QuotaRequest request)
        => [.. request.Kinds.Where(kind => !_leases.ContainsKey((kind, HolderOf(request, kind))))];

    /// <summary>Gives the holder a whole time more.</summary>
    public void Prolong(QuotaRequest request, DateTimeOffset now)
    {
        foreach (var kind in request.Kinds.Where(kind => kind != QuotaKind.ExportsPerWeek))
        {
            if (_leases.TryGetValue((kind, request.Holder), out var held))
            {
                _leases[(kind, request.Holder)] = (held.Lease, now + _leaseTime);
            }
        }
    }

    /// <summary>Adds what is lacking; false when nothing was.</summary>
    public bool Take(QuotaRequest request, DateTimeOffset now)
    {
        var lacking = Lacking(request);
        foreach (var kind in lacking)
        {
            Add(new QuotaLease(kind, HolderOf(request, kind), request.Region, request.Group, now), now);
            Changed = true;
        }

        return lacking.Count > 0;
    }

    /// <summary>Ends leases because their holder no longer needs them, and learns from them; false when there were none.</summary>
    public bool Return(string holder, IReadOnlyList<QuotaKind> kinds, DateTimeOffset now)
    {
        var returned = kinds.Where(kind => kind != QuotaKind.ExportsPerWeek && _leases.ContainsKey((kind, holder))).ToList();
        foreach (var kind in returned)
        {
            var seconds = (now - _leases[(kind, holder)].Lease.GrantedAt).TotalSeconds;
            _held[kind] = _held.TryGetValue(kind, out var average) ? (average * Inertia) + (seconds * (1 - Inertia)) : seconds;
            Drop((kind, holder));
        }

        return returned.Count > 0;
    }

    /// <summary>Ends what nobody renewed; false when there was nothing.</summary>
    public bool Expire(DateTimeOffset now)
    {
        var ended = _leases.Where(entry => entry.Value.Ends <= now).Select(entry => entry.Key).ToList();
        ended.ForEach(Drop);
        return ended.Count > 0;
    }

    private static string HolderOf(QuotaRequest request, QuotaKind kind)
        => kind == QuotaKind.ExportsPerWeek ? $"{request.Holder}#{request.Occasion}" : request.Holder;

    private void Add(QuotaLease lease, DateTimeOffset now)
    {
        _leases[(lease.Kind, lease.Holder)] = (lease, lease.Kind == QuotaKind.ExportsPerWeek ? lease.GrantedAt + QuotaBook.Week : now + _leaseTime);
        foreach (var bucket in Bucket.Of(lease.Kind, lease.Region, lease.Group))
        {
            _used[bucket] = Used(bucket) + 1;
        }
    }

    private void Drop((QuotaKind Kind, string Holder) key)
    {
        var lease = _leases[key].Lease;
        _leases.Remove(key);
        foreach (var bucket in Bucket.Of(lease.Kind, lease.Region, lease.Group))
        {
            if (--_used[bucket] == 0)
            {
                _used.Remove(bucket);
            }
        }

        Changed = true;
    }
}
