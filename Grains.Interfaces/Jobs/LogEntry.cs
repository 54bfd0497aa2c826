namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>A line of a log.</summary>
/// <param name="At">UTC.</param>
/// <param name="Level"><c>info</c>, <c>warn</c> or <c>error</c>.</param>
/// <param name="Origin"><c>agent</c>, <c>receiver</c> or <c>job</c>.</param>
/// <param name="Text">The line.</param>
[GenerateSerializer, Immutable, Alias("fleet.log-entry")]
public sealed record LogEntry(DateTimeOffset At, string Level, string Origin, string Text);
