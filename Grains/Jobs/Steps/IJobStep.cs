using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>
/// One step of the itinerary. <see cref="Run"/> starts or looks, never waits; whatever happened before, running it again
/// is right. What it makes in the cloud is in the ledger first, and clean-up works from the ledger alone.
/// </summary>
internal interface IJobStep
{
    /// <summary>Which step it is.</summary>
    JobStep Id { get; }

    /// <summary>Whether the job needs it.</summary>
    bool Applies(JobRecord job) => true;

    /// <summary>Starts the step or looks how far it is.</summary>
    Task<StepResult> Run(JobContext context);

    /// <summary>The facts with which the step is begun anew after a failure or a pause.</summary>
    JobFacts Again(JobFacts facts) => facts;

    /// <summary>Whether the step ends with FM-3015 when it takes longer than a cloud may need.</summary>
    bool IsLimited => false;
}
