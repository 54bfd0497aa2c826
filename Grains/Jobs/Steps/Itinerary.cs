using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>The steps of a migration, in order: the one list that drives the engine and the pages.</summary>
internal static class Itinerary
{
    /// <summary>All steps.</summary>
    public static IReadOnlyList<IJobStep> Steps { get; } =
    [
        new PreflightStep(),
        new PrepareNetworkStep(),
        new StartInstanceStep(),
        new HandshakeStep(),
        new SyncStep(),
        new RepairBootStep(),
        new SnapshotDisksStep(),
        new CreateImageStep(),
        new ExportImageStep(),
        new ConvertImageStep(),
        new ImportEdgeImageStep(),
        new EndRunStep(),
        new CleanUpStep(),
    ];

    /// <summary>The step of this name.</summary>
    public static IJobStep Of(JobStep id) => Steps.First(step => step.Id == id);

    /// <summary>The next step that the job needs, or null at the end.</summary>
    public static IJobStep? After(JobStep id, JobRecord job) => Steps.SkipWhile(step => step.Id != id).Skip(1).FirstOrDefault(step => step.Applies(job));
}
