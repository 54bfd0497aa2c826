namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>A step as shown.</summary>
/// <param name="Step">Which.</param>
/// <param name="State">How it stands.</param>
/// <param name="StartedAt">UTC, or null.</param>
/// <param name="EndedAt">UTC, or null.</param>
/// <param name="Percent">0 to 100, where known.</param>
/// <param name="DoneBytes">Bytes done, where bytes are counted.</param>
/// <param name="TotalBytes">Bytes in all, where known.</param>
/// <param name="Text">What is going on or what came out, in one sentence.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.step-view")]
public sealed record StepView(
    JobStep Step,
    StepState State,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    int Percent = 0,
    long DoneBytes = 0,
    long TotalBytes = 0,
    string Text = "");
