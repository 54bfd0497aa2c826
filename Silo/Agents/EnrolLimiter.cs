using System.Net;
using System.Threading.RateLimiting;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Silo.Agents;

/// <summary>Slows down who tries codes and tokens. A whole rack behind one address joins without noticing.</summary>
internal sealed class EnrolLimiter : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _tries = Buckets();
    private readonly PartitionedRateLimiter<IPAddress> _mistakes = Buckets();

    /// <summary>For who shows a code: every try counts.</summary>
    /// <exception cref="FleetException">FM-8004 when the address asks too often.</exception>
    public void Admit(IPAddress? address) => Take(_tries, address, 1);

    /// <summary>For who shows a token with each connection: only mistakes count, so that a fleet may reconnect at once.</summary>
    /// <exception cref="FleetException">FM-8004 when the address was wrong too often.</exception>
    public void Look(IPAddress? address) => Take(_mistakes, address, 0);

    /// <summary>The token was wrong.</summary>
    public void Charge(IPAddress? address) => _mistakes.AttemptAcquire(address ?? IPAddress.None).Dispose();

    public void Dispose()
    {
        _tries.Dispose();
        _mistakes.Dispose();
    }

    private static void Take(PartitionedRateLimiter<IPAddress> limiter, IPAddress? address, int count)
    {
        using var lease = limiter.AttemptAcquire(address ?? IPAddress.None, count);
        if (!lease.IsAcquired)
        {
            throw AccessErrors.TooMany.With($"{address} asked too often");
        }
    }

    // 60 at once, then two a second from one address: 130 random bits are safe long before that.
    private static PartitionedRateLimiter<IPAddress> Buckets() => PartitionedRateLimiter.Create<IPAddress, IPAddress>(address
        => RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 60,
            TokensPerPeriod = 2,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = true,
            QueueLimit = 0,
        }));
}
