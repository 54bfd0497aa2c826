using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Interfaces.Fleet;

/// <summary>The read model beside the grains: lists, search, counts. At most half a second behind them.</summary>
public interface IFleetReader
{
    /// <summary>Source servers, newest first.</summary>
    Task<Page<SourceView>> Sources(FleetQuery query, CancellationToken cancellation);

    /// <summary>Jobs, newest first.</summary>
    Task<Page<JobView>> Jobs(FleetQuery query, CancellationToken cancellation);

    /// <summary>Activation codes, newest first.</summary>
    Task<Page<CodeView>> Codes(FleetQuery query, CancellationToken cancellation);

    /// <summary>Jobs of one source server, newest first.</summary>
    Task<IReadOnlyList<JobView>> JobsOf(string sourceId, CancellationToken cancellation);

    /// <summary>Ids of jobs that are not at their end, for the recovery scan; straight from the stored states.</summary>
    Task<IReadOnlyList<string>> OpenJobs(CancellationToken cancellation);

    /// <summary>How many of each.</summary>
    Task<FleetCounts> Counts(CancellationToken cancellation);
}
