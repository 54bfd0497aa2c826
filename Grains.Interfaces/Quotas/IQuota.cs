namespace FleetMigrator.Grains.Interfaces.Quotas;

/// <summary>The limits of one cloud account and who holds what. Key: the account id.</summary>
/// <remarks>
/// What is held is stored before the answer. A holder that is not heard of is asked what it still needs, so a crash leaks nothing and
/// nothing that still exists is given away.
/// </remarks>
[Alias("fleet.quota")]
public interface IQuota : IGrainWithStringKey
{
    /// <summary>Takes all that is missing in one turn, or puts the holder into the queue. Repeating is safe, and keeps the place.</summary>
    /// <returns>Null when the holder has all it needs; otherwise what it waits for.</returns>
    [Alias("acquire")]
    Task<QuotaWait?> Acquire(QuotaRequest request);

    /// <summary>Gives back all but this, and leaves the queue. Repeating is safe.</summary>
    [Alias("keep")]
    Task Keep(string holder, IReadOnlyList<QuotaNeed> needs);

    /// <summary>Sets a limit. What is held stays held, even above it. Repeating is safe.</summary>
    /// <exception cref="Errors.FleetException">FM-7001 for a number out of range.</exception>
    [Alias("limit")]
    Task<IReadOnlyList<QuotaUse>> Limit(QuotaLimit limit);

    /// <summary>Removes the limit of this part. Repeating is safe.</summary>
    [Alias("lift")]
    Task<IReadOnlyList<QuotaUse>> Lift(QuotaKind kind, string region, string group);

    /// <summary>All limits with their use.</summary>
    [Alias("uses")]
    Task<IReadOnlyList<QuotaUse>> Uses();

    /// <summary>The queue, who is next first.</summary>
    [Alias("waits")]
    Task<IReadOnlyList<QuotaWait>> Waits(int skip, int take);
}
