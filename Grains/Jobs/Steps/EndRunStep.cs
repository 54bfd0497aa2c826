using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>Between two runs of an incremental job: what only one run needs is released, instance and network wait for the next.</summary>
internal sealed class EndRunStep : IJobStep
{
    public JobStep Id => JobStep.EndRun;

    public bool Applies(JobRecord job) => job is { Request.Incremental: true, IsCutOver: false };

    public Task<StepResult> Run(JobContext context) => LedgerCleaner.EndRun(context);
}
