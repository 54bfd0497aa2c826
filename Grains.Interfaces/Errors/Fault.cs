namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>An error that happened, as stored in a state or shown on a page.</summary>
/// <param name="Code"><c>FM-nnnn</c>.</param>
/// <param name="Title">The catalogue's title.</param>
/// <param name="Cause">The facts of this case.</param>
/// <param name="Remedy">What to do now.</param>
/// <param name="Cure">Whether waiting, a repair or a new start helps.</param>
/// <param name="Field">The field of the request it belongs to, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.fault")]
public sealed record Fault(string Code, string Title, string Cause, string Remedy, Cure Cure, string? Field = null);
