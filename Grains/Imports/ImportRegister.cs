using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Imports;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Imports;

/// <summary>Remembers which instance is which source server, so that nobody is imported twice.</summary>
internal sealed class ImportRegister([PersistentState("import-register", "fleet")] IPersistentState<RegisterRecord> store) : Grain, IImportRegister
{
    private const int AtOnce = 32;

    public Task Note(IReadOnlyDictionary<string, string> sources)
    {
        var all = new Dictionary<string, string>(store.State.Sources, StringComparer.Ordinal);
        foreach (var (instance, source) in sources)
        {
            all[instance] = source;
        }

        return this.Save(store, store.State with { Sources = all });
    }

    public async Task<IReadOnlyDictionary<string, string>> Known(IReadOnlyList<string> instanceIds)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var noted = instanceIds.Where(store.State.Sources.ContainsKey).Select(id => (Instance: id, Source: store.State.Sources[id]));
        foreach (var part in noted.Chunk(AtOnce))
        {
            var exist = await Task.WhenAll(part.Select(pair => Exists(pair.Source)));
            foreach (var (pair, _) in part.Zip(exist).Where(both => both.Second))
            {
                known[pair.Instance] = pair.Source;
            }
        }

        return known;
    }

    private async Task<bool> Exists(string sourceId)
    {
        try
        {
            await GrainFactory.GetGrain<ISourceServer>(sourceId).View();
            return true;
        }
        catch (FleetException gone) when (gone.Code == SourceErrors.Unknown.Id)
        {
            return false;
        }
    }
}
