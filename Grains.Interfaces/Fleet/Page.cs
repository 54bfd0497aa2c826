namespace FleetMigrator.Grains.Interfaces.Fleet;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="Total">How many match in all.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total)
{
    /// <summary>Where the next page begins, or null after the last one.</summary>
    public string? Next { get; init; }
}
