using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.Things;

/// <summary>Ids of the things of a kind of which there are few, such as imports and waves. Key: the kind.</summary>
[Alias("fleet.thing-list")]
public interface IThingList : IGrainWithStringKey
{
    /// <summary>Adds a thing. Repeating is safe.</summary>
    [Alias("add")]
    Task Add(string id);

    /// <summary>Takes a thing out. Repeating is safe.</summary>
    [Alias("remove")]
    Task Remove(string id);

    /// <summary>Newest first.</summary>
    [ReadOnly, AlwaysInterleave, Alias("list")]
    Task<ThingPage> List(int skip, int take);
}
