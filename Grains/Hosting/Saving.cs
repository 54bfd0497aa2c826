namespace FleetMigrator.Grains.Hosting;

/// <summary>The one way in which grains store their state.</summary>
internal static class Saving
{
    /// <summary>
    /// Replaces the state whole and writes it. After a failed write nobody knows what the store holds, so the activation
    /// ends and the next one reads it again.
    /// </summary>
    public static async Task Save<TState>(this IGrainBase grain, IPersistentState<TState> store, TState next)
    {
        store.State = next;
        try
        {
            await store.WriteStateAsync();
        }
        catch
        {
            grain.DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Removes the state; the same rule for failures.</summary>
    public static async Task Clear<TState>(this IGrainBase grain, IPersistentState<TState> store)
    {
        try
        {
            await store.ClearStateAsync();
        }
        catch
        {
            grain.DeactivateOnIdle();
            throw;
        }
    }
}
