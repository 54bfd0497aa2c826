using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Labels;
using FleetMigrator.Grains.Interfaces.Sources;
using Orleans.Concurrency;

namespace FleetMigrator.Grains.Labels;

/// <summary>Passes one change on to many.</summary>
[StatelessWorker]
internal sealed class LabelDesk : Grain, ILabelDesk
{
    private const int MostIds = 50;

    public async Task<IReadOnlyList<LabelOutcome>> Apply(IReadOnlyList<string> ids, LabelChange change)
        => ids.Count > MostIds
            ? throw new FleetException([LabelErrors.TooManyIds.Fault($"{ids.Count} were named") with { Field = "ids" }])
            : await Task.WhenAll(ids.Distinct(StringComparer.Ordinal).Select(id => Apply(id, change)));

    private async Task<LabelOutcome> Apply(string id, LabelChange change)
    {
        try
        {
            if (id.StartsWith("j-", StringComparison.Ordinal))
            {
                await GrainFactory.GetGrain<IMigrationJob>(id).Label(change);
            }
            else
            {
                await GrainFactory.GetGrain<ISourceServer>(id).Label(change);
            }

            return new LabelOutcome(id, Fault: null);
        }
        catch (FleetException refused)
        {
            return new LabelOutcome(id, refused.Fault);
        }
    }
}
