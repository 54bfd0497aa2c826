using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>What would come of a request. Nothing is made and nothing is reserved.</summary>
/// <param name="Faults">Everything for which it would be refused.</param>
/// <param name="Limits">The limits of export and import, each with its result.</param>
/// <param name="Changes">What would differ between source and image, one sentence each.</param>
/// <param name="Instance">The intermediate instance that it would get, or null when that cannot be told.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.plan")]
public sealed record JobPlan(IReadOnlyList<Fault> Faults, IReadOnlyList<PlannedLimit> Limits, IReadOnlyList<string> Changes, PlannedInstance? Instance);
