using FleetMigrator.Grains.Interfaces.OpenWork;
using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Imports;

/// <summary>Instances imported together through Cloud Assistant. Key: its id, <c>im-…</c>. Goes on by itself after a crash.</summary>
[Alias("fleet.import")]
public interface IImportBatch : IOpenWork
{
    /// <summary>Begins the import; the same request again changes nothing.</summary>
    /// <exception cref="Errors.FleetException">Every fault of the request at once: FM-7101, FM-2040, FM-2043, FM-2044.</exception>
    [Alias("create")]
    Task<ImportView> Create(ImportRequest request);

    /// <summary>Tries all instances that failed again. Repeating is safe.</summary>
    [Alias("retry")]
    Task<ImportView> Retry();

    /// <summary>The import; FM-7102 when there is none.</summary>
    [ReadOnly, AlwaysInterleave, Alias("view")]
    Task<ImportView> View();

    /// <summary>Its instances, each with its outcome.</summary>
    /// <param name="state">Only those, or null for all.</param>
    /// <param name="skip">To pass over.</param>
    /// <param name="take">1 to 1,000.</param>
    [ReadOnly, AlwaysInterleave, Alias("items")]
    Task<ImportPage> Items(ImportState? state, int skip, int take);
}
