namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>News of a job for those who don't look at it.</summary>
/// <param name="JobId">The job.</param>
/// <param name="JobName">Its name.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">UTC.</param>
/// <param name="Text">One or two sentences.</param>
/// <param name="Code"><c>FM-nnnn</c>, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.notice")]
public sealed record JobNotice(string JobId, string JobName, NoticeKind Kind, DateTimeOffset At, string Text, string? Code = null);
