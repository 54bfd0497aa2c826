using FleetMigrator.Grains.Interfaces.OpenWork;
using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Bulk;

/// <summary>One action on many things, as a record. Key: its id, <c>b-…</c>. Goes on by itself after a crash.</summary>
[Alias("fleet.bulk")]
public interface IBulkOperation : IOpenWork
{
    /// <summary>Finds the things and begins; the same request again changes nothing.</summary>
    /// <exception cref="Errors.FleetException">FM-7107, FM-9010 for a search that cannot be read.</exception>
    [Alias("create")]
    Task<BulkView> Create(BulkRequest request);

    /// <summary>Tries all that failed again. Repeating is safe.</summary>
    [Alias("retry")]
    Task<BulkView> Retry();

    /// <summary>The action; FM-7102 when there is none.</summary>
    [ReadOnly, AlwaysInterleave, Alias("view")]
    Task<BulkView> View();

    /// <summary>Its items, each with its outcome.</summary>
    /// <param name="state">Only those, or null for all.</param>
    /// <param name="skip">To pass over.</param>
    /// <param name="take">1 to 1,000.</param>
    [ReadOnly, AlwaysInterleave, Alias("items")]
    Task<BulkPage> Items(BulkState? state, int skip, int take);
}
