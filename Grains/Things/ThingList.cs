using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Things;

namespace FleetMigrator.Grains.Things;

/// <summary>A list of ids, in the order in which they came.</summary>
internal sealed class ThingList([PersistentState("thing-list", "fleet")] IPersistentState<ThingRecord> store) : Grain, IThingList
{
    private const int LargestPage = 200;

    public async Task Add(string id)
    {
        if (!store.State.Ids.Contains(id, StringComparer.Ordinal))
        {
            await this.Save(store, store.State with { Ids = [.. store.State.Ids, id] });
        }
    }

    public async Task Remove(string id)
    {
        if (store.State.Ids.Contains(id, StringComparer.Ordinal))
        {
            await this.Save(store, store.State with { Ids = [.. store.State.Ids.Where(known => known != id)] });
        }
    }

    public Task<ThingPage> List(int skip, int take)
        => Task.FromResult(new ThingPage([.. store.State.Ids.Reverse().Skip(skip).Take(Math.Clamp(take, 1, LargestPage))], store.State.Ids.Count));
}
