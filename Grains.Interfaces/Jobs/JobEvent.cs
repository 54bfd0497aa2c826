namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>Something that happened to a job.</summary>
/// <param name="At">UTC.</param>
/// <param name="Step">The step it happened in, or null.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Code"><c>FM-nnnn</c> for a fault, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.event")]
public sealed record JobEvent(DateTimeOffset At, JobStep? Step, string Text, string? Code = null);
