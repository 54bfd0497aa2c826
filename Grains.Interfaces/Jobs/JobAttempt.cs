using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>One time that a job ran. Never changed once it has ended.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Trigger">Why it began.</param>
/// <param name="Request">The request as it was then.</param>
/// <param name="From">Where it began.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC, or null while it runs.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="To">The step in which it ended, or null when it came to its end.</param>
/// <param name="Fault">Why it failed, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.attempt")]
public sealed record JobAttempt(
    int Number,
    AttemptTrigger Trigger,
    JobRequest Request,
    JobStep? From,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt = null,
    AttemptOutcome Outcome = AttemptOutcome.Running,
    JobStep? To = null,
    Fault? Fault = null);
