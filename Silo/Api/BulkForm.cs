using FleetMigrator.Grains.Interfaces.Bulk;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Labels;

namespace FleetMigrator.Silo.Api;

/// <summary>A bulk action as it comes in; the rules stand in the action.</summary>
internal sealed record BulkForm
{
    public BulkAction Action { get; init; }

    public IReadOnlyList<string> Ids { get; init; } = [];

    public string? Query { get; init; }

    public LabelChange? Labels { get; init; }

    public JobForm? Template { get; init; }

    public bool Force { get; init; }

    public bool OfJobs { get; init; }

    public BulkRequest ToRequest() => new(Action) { Ids = Ids, Query = Query, Labels = Labels, Template = Template?.ToRequest(), Force = Force, OfJobs = OfJobs };
}
