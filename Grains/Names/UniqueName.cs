using FleetMigrator.Grains.Hosting;

namespace FleetMigrator.Grains.Names;

/// <summary>Decides who has a name: one turn of one grain, so two cannot take it at once.</summary>
internal sealed class UniqueName([PersistentState("unique-name", "fleet")] IPersistentState<NameRecord> store) : Grain, IUniqueName
{
    public async Task<string> Take(string owner)
    {
        if (store.State.Owner.Length == 0)
        {
            await this.Save(store, new NameRecord { Owner = owner });
        }

        return store.State.Owner;
    }

    public async Task Free(string owner)
    {
        if (store.State.Owner == owner)
        {
            await this.Clear(store);
        }
    }
}
