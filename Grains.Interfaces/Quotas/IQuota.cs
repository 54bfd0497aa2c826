using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>
/// Limits of one account, and the leases by which they are kept. Key: the account's id. A lease ends by its release, or by
/// itself when its holder no longer renews it. Groups are served in turn, the one that has least first.
/// </summary>
[Alias("fleet.quota")]
public interface IQuota : IGrainWithStringKey
{
    /// <summary>
    /// Takes all that is asked for, stored before the answer, or joins the queue; renews what the holder has. Whoever waits asks
    /// again within a minute, or leaves the queue. Repeating is safe.
    /// </summary>
    /// <returns>Null when all is granted, otherwise what is waited for.</returns>
    /// <exception cref="Errors.FleetException">FM-7003 for a kind that has no leases.</exception>
    [AlwaysInterleave, Alias("acquire")]
    Task<QuotaWait?> Acquire(QuotaRequest request);

    /// <summary>Renews what the holder has; what it lost is taken again if it is free. Never waits. Repeating is safe.</summary>
    [AlwaysInterleave, Alias("renew")]
    Task Renew(QuotaRequest request);

    /// <summary>Gives back, and leaves the queue. What counts by the week stays counted. Repeating is safe.</summary>
    [AlwaysInterleave, Alias("release")]
    Task Release(string holder, IReadOnlyList<QuotaKind> kinds);

    /// <summary>Sets a limit; the queue moves at once. Repeating is safe.</summary>
    /// <exception cref="Errors.FleetException">FM-7001 for a value, FM-7002 for a scope that is not allowed.</exception>
    [AlwaysInterleave, Alias("set")]
    Task<QuotaView> Set(QuotaLimit limit);

    /// <summary>Removes a limit. Repeating is safe.</summary>
    [AlwaysInterleave, Alias("remove")]
    Task<QuotaView> Remove(QuotaKind kind, string region, string group);

    /// <summary>How everything stands.</summary>
    [ReadOnly, AlwaysInterleave, Alias("view")]
    Task<QuotaView> View();
}
