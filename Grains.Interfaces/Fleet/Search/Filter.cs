namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>A search as a tree; see <see cref="FilterParser"/> for the language. Lists, bulk actions and quotas share it.</summary>
[GenerateSerializer, Immutable, Alias("fleet.filter")]
public abstract record Filter
{
    /// <summary>Finds everything.</summary>
    public static Filter Everything { get; } = new AllOf([]);
}
