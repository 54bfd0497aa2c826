using FleetMigrator.Grains.Interfaces.Fleet;

namespace FleetMigrator.Grains.Interfaces.Audit;

/// <summary>The audit log, to be read.</summary>
public interface IAuditReader
{
    /// <summary>Entries, newest first. FM-9001 for a cursor that is none of this list.</summary>
    /// <param name="actor">Who, or empty.</param>
    /// <param name="action">What, or empty.</param>
    /// <param name="subject">Of which thing, or empty.</param>
    /// <param name="take">1 to 200.</param>
    /// <param name="cursor">The page before's <see cref="Page{T}.Next"/>, or empty.</param>
    Task<Page<AuditEntry>> List(string actor, string action, string subject, int take, string cursor);
}
