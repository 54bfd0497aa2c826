using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Imports;

/// <summary>Which instances of a region have become which source servers. Key: the region.</summary>
[Alias("fleet.import-register")]
public interface IImportRegister : IGrainWithStringKey
{
    /// <summary>Writes down what became of instances. Repeating is safe.</summary>
    [Alias("note")]
    Task Note(IReadOnlyDictionary<string, string> sources);

    /// <summary>Source ids of those among these instances that were imported and still exist.</summary>
    [AlwaysInterleave, Alias("known")]
    Task<IReadOnlyDictionary<string, string>> Known(IReadOnlyList<string> instanceIds);
}
