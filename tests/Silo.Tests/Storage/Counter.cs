namespace FleetMigrator.Silo.Tests.Storage;

internal sealed class Counter([PersistentState("test-counter", "fleet")] IPersistentState<CounterState> store) : Grain, ICounter
{
    public async Task<int> Add()
    {
        store.State = store.State with { Value = store.State.Value + 1 };
        await store.WriteStateAsync();
        return store.State.Value;
    }

    public Task<int> Value() => Task.FromResult(store.State.Value);

    public Task Clear() => store.ClearStateAsync();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
