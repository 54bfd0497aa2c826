using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Interfaces.Labels;

/// <summary>What became of one of several.</summary>
/// <param name="Id">The source server or job.</param>
/// <param name="Fault">Why it was not changed, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.label.outcome")]
public sealed record LabelOutcome(string Id, Fault? Fault);
