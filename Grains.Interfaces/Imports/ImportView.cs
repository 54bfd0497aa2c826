using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Interfaces.Imports;

/// <summary>An import as shown.</summary>
/// <param name="Id"><c>im-…</c>.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="EndedAt">UTC; null while something is open.</param>
/// <param name="Counts">Instances by state.</param>
/// <param name="Fault">Why the list of instances could not be had, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.import.view")]
public sealed record ImportView(
    string Id, ImportRequest Request, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, IReadOnlyDictionary<ImportState, int> Counts, Fault? Fault);
