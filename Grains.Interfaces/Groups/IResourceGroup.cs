using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Groups;

/// <summary>A resource group of source servers and jobs. Key: its id, <c>rg-…</c>; everything else is in the group <c>default</c>, which always exists.</summary>
[Alias("fleet.group")]
public interface IResourceGroup : IGrainWithStringKey
{
    /// <summary>The group that always exists.</summary>
    public const string Default = "default";

    /// <summary>Makes the group; the same name again changes nothing.</summary>
    /// <exception cref="Errors.FleetException">FM-2031 for a name that is taken, FM-1008 for one that is not allowed.</exception>
    [Alias("create")]
    Task<GroupView> Create(string name);

    /// <summary>Gives it another name; FM-2031 when it is taken. Repeating is safe.</summary>
    [Alias("rename")]
    Task<GroupView> Rename(string name);

    /// <summary>Something is about to join: FM-2040 when there is no such group.</summary>
    [Alias("admit")]
    Task Admit();

    /// <summary>Removes the group; FM-2041 unless it is empty. Repeating is safe.</summary>
    [Alias("delete")]
    Task Delete();

    /// <summary>The group; FM-2040 when there is none.</summary>
    [ReadOnly, AlwaysInterleave, Alias("view")]
    Task<GroupView> View();
}
