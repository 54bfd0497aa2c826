using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Interfaces.Bulk;

/// <summary>One of many.</summary>
/// <param name="Id">The job or source server.</param>
/// <param name="State">How far it is.</param>
/// <param name="JobId">The job that was made, or null.</param>
/// <param name="Fault">Why it was refused, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.bulk.item")]
public sealed record BulkItem(string Id, BulkState State, string? JobId = null, Fault? Fault = null);
