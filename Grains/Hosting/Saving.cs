using System.Runtime.CompilerServices;

namespace FleetMigrator.Grains.Hosting;

/// <summary>The one way in which grains store their state.</summary>
internal static class Saving
{
    // A timer that lets calls in between may save while a call saves, and the store refuses the second of two writes at once.
    private static readonly ConditionalWeakTable<object, SemaphoreSlim> Turns = [];

    /// <summary>
    /// Replaces the state whole and writes it. Whoever makes the next state from the current one does so without waiting in between:
    /// the replacement counts at once, and writes follow each other. After a failed write nobody knows what the store holds, so the
    /// activation ends and the next one reads it again.
    /// </summary>
    public static Task Save<TState>(this IGrainBase grain, IPersistentState<TState> store, TState next)
    {
        store.State = next;
        return grain.InTurn(store, store.WriteStateAsync);
    }

    /// <summary>Removes the state; the same rule for failures.</summary>
    public static Task Clear<TState>(this IGrainBase grain, IPersistentState<TState> store) => grain.InTurn(store, store.ClearStateAsync);

    private static async Task InTurn(this IGrainBase grain, object store, Func<Task> write)
    {
        var turn = Turns.GetValue(store, static _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync();
        try
        {
            await write();
        }
        catch
        {
            grain.DeactivateOnIdle();
            throw;
        }
        finally
        {
            turn.Release();
        }
    }
}
