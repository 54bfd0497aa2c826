namespace FleetMigrator.Grains.Interfaces.Audit;

/// <summary>A field before and after.</summary>
/// <param name="Field">Its path, such as <c>request.name</c>.</param>
/// <param name="Before">Null: it was not there.</param>
/// <param name="After">Null: it is no longer there.</param>
public sealed record FieldChange(string Field, string? Before, string? After);
