using FleetMigrator.Grains.Hosting;

namespace FleetMigrator.Grains.OpenWork;

/// <summary>The list of what has open work. Things that work by themselves are few, so one book does.</summary>
internal sealed class WorkBook([PersistentState("work-book", "fleet")] IPersistentState<WorkRecord> store, TimeProvider clock) : Grain, IWorkBook
{
    private readonly Dictionary<string, long> _opened = new(StringComparer.Ordinal);
    private long _number;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Larger than any number that was given before this activation.
        _number = clock.GetUtcNow().UtcTicks;
        foreach (var id in store.State.Open)
        {
            _opened[id] = ++_number;
        }

        return Task.CompletedTask;
    }

    public async Task Open(string id)
    {
        _opened[id] = ++_number;
        if (!store.State.Open.Contains(id, StringComparer.Ordinal))
        {
            await this.Save(store, store.State with { Open = [.. store.State.Open, id] });
        }
    }

    public Task<Dictionary<string, long>> Entries() => Task.FromResult(store.State.Open.ToDictionary(id => id, id => _opened[id], StringComparer.Ordinal));

    public async Task Close(Dictionary<string, long> done)
    {
        var rest = store.State.Open.Where(id => !done.TryGetValue(id, out var number) || _opened[id] != number).ToList();
        if (rest.Count < store.State.Open.Count)
        {
            await this.Save(store, store.State with { Open = rest });
        }
    }
}
