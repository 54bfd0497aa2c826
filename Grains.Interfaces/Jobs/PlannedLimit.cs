using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>A limit of the cloud and how a request stands to it.</summary>
/// <param name="Origin">Which part of the way sets it.</param>
/// <param name="Name">What is limited.</param>
/// <param name="Allowed">What is allowed.</param>
/// <param name="Found">What the request comes to.</param>
/// <param name="Fault">Why it is not kept, or null when it is.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.planned-limit")]
public sealed record PlannedLimit(LimitOrigin Origin, string Name, string Allowed, string Found, Fault? Fault);
