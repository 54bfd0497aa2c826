namespace FleetMigrator.Demo.Api;

/// <summary>A step of a job.</summary>
public sealed record StepInfo(string Step, string State, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, int Percent, long DoneBytes, long TotalBytes, string Text);
