using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Fleet.Search;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Interfaces.Fleet;

/// <summary>The read model beside the grains: lists, search, counts. At most half a second behind them.</summary>
public interface IFleetReader
{
    /// <summary>Source servers. FM-9010 for a search that cannot be read.</summary>
    Task<Page<SourceView>> Sources(FleetQuery query, CancellationToken cancellation);

    /// <summary>Jobs. FM-9010 for a search that cannot be read.</summary>
    Task<Page<JobView>> Jobs(FleetQuery query, CancellationToken cancellation);

    /// <summary>Activation codes. FM-9010 for a search that cannot be read.</summary>
    Task<Page<CodeView>> Codes(FleetQuery query, CancellationToken cancellation);

    /// <summary>Access keys of the service. FM-9010 for a search that cannot be read.</summary>
    Task<Page<AccessKeyView>> AccessKeys(FleetQuery query, CancellationToken cancellation);

    /// <summary>Resource groups. FM-9010 for a search that cannot be read.</summary>
    Task<Page<GroupView>> Groups(FleetQuery query, CancellationToken cancellation);

    /// <summary>Ids that a filter finds, newest first: what bulk actions act on.</summary>
    /// <param name="topic">What is looked for.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellation">Ends the search.</param>
    Task<IReadOnlyList<string>> Find(Topic topic, Filter filter, int most, CancellationToken cancellation);

    /// <summary>Jobs of one source server, newest first.</summary>
    Task<IReadOnlyList<JobView>> JobsOf(string sourceId, CancellationToken cancellation);

    /// <summary>Ids of jobs that are not at their end, for the recovery scan; straight from the stored states.</summary>
    Task<IReadOnlyList<string>> OpenJobs(CancellationToken cancellation);

    /// <summary>How many of each.</summary>
    Task<FleetCounts> Counts(CancellationToken cancellation);
}
