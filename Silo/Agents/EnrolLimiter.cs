using System.Net;
using System.Threading.RateLimiting;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Silo.Agents;

/// <summary>Slows down who tries codes. A whole rack behind one address joins without noticing.</summary>
internal sealed class EnrolLimiter : IDisposable
{
    // 60 at once, then two a second from one address: 130 random bits are safe long before that.
    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address
        => RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 60,
            TokensPerPeriod = 2,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = true,
            QueueLimit = 0,
        }));

    /// <exception cref="FleetException">FM-8004 when the address asks too often.</exception>
    public void Admit(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address ?? IPAddress.None);
        if (!lease.IsAcquired)
        {
            throw AccessErrors.TooMany.With($"{address} asked too often");
        }
    }

    public void Dispose() => _limiter.Dispose();
}
