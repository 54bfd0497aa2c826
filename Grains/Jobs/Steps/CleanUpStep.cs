using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>Everything temporary is released; the edge image stays.</summary>
internal sealed class CleanUpStep : IJobStep
{
    public JobStep Id => JobStep.CleanUp;

    public async Task<StepResult> Run(JobContext context)
    {
        var result = await LedgerCleaner.Pass(context);
        if (result is StepResult.Done)
        {
            await context.Source.Release(context.JobId);
        }

        return result;
    }
}
