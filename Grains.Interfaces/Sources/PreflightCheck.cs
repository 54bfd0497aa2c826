namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>One finding of a preflight.</summary>
/// <param name="Name">Such as <c>architecture</c>.</param>
/// <param name="Outcome"><c>ok</c>, <c>warning</c> or <c>failed</c>.</param>
/// <param name="Code"><c>FM-nnnn</c>, or empty when ok.</param>
/// <param name="Text">What was found.</param>
/// <param name="Remedy">What to do, or empty.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.check")]
public sealed record PreflightCheck(string Name, string Outcome, string Code, string Text, string Remedy);
