using FleetMigrator.Grains.Interfaces.Fleet.Search;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Labels;

namespace FleetMigrator.Grains.Interfaces.Bulk;

/// <summary>One action on many things: those with these ids, or all that a search finds at the beginning.</summary>
/// <param name="Action">What to do.</param>
[GenerateSerializer, Immutable, Alias("fleet.bulk.request")]
public sealed record BulkRequest(BulkAction Action)
{
    /// <summary>Ids; empty with a search.</summary>
    [Id(0)]
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>A search in the language of lists; null with ids. The empty one finds everything.</summary>
    [Id(1)]
    public string? Query { get; init; }

    /// <summary>For <see cref="BulkAction.Label"/>: the change.</summary>
    [Id(2)]
    public LabelChange? Labels { get; init; }

    /// <summary>For <see cref="BulkAction.Migrate"/>: the job of each server, whatever its source id.</summary>
    [Id(3)]
    public JobRequest? Template { get; init; }

    /// <summary>For <see cref="BulkAction.DeleteSources"/>: deletes jobs too.</summary>
    [Id(4)]
    public bool Force { get; init; }

    /// <summary>For a search with <see cref="BulkAction.Label"/>: jobs instead of source servers.</summary>
    [Id(5)]
    public bool OfJobs { get; init; }

    /// <summary>What a search of this action is about.</summary>
    public Topic Topic => Action is BulkAction.Migrate or BulkAction.DeleteSources || (Action == BulkAction.Label && !OfJobs) ? Topic.Sources : Topic.Jobs;
}
