using System.Collections.Concurrent;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Fleet.Search;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Tests.Fleet;

/// <summary>The read model of a test: the newest view of each thing.</summary>
internal sealed class FakeProjection : IFleetProjection, IFleetReader
{
    public ConcurrentDictionary<string, JobView> JobViews { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, SourceView> SourceViews { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, CodeView> CodeViews { get; } = new(StringComparer.Ordinal);

    public void Changed(SourceView source) => SourceViews[source.Id] = source;

    /// <summary>Called with every view of a job, as soon as it is told.</summary>
    public Action<JobView>? OnJob { get; set; }

    public void Changed(JobView job)
    {
        JobViews.AddOrUpdate(job.Id, job, (_, old) => job.Revision > old.Revision ? job : old);
        OnJob?.Invoke(job);
    }

    public void Changed(CodeView code) => CodeViews[code.Id] = code;

    public void Changed(AccessKeyView key)
    {
        // No test asks for lists of keys here; the tests of the read model do.
    }

    public void Changed(GroupView group)
    {
        // Nor for lists of groups.
    }

    public void Removed(string id)
    {
        JobViews.TryRemove(id, out _);
        SourceViews.TryRemove(id, out _);
        CodeViews.TryRemove(id, out _);
    }

    public Task<IReadOnlyList<string>> OpenJobs(CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<string>>([.. JobViews.Values.Where(job => job.Status is not (JobStatus.Finished or JobStatus.Deleted)).Select(job => job.Id)]);

    public Task<Page<SourceView>> Sources(FleetQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Page<JobView>> Jobs(FleetQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Page<CodeView>> Codes(FleetQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<JobView>> JobsOf(string sourceId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Page<AccessKeyView>> AccessKeys(FleetQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Page<GroupView>> Groups(FleetQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>The members of a group and the servers that are being deleted: all that grains ask for.</summary>
    public Task<IReadOnlyList<string>> Find(Topic topic, Filter filter, int most, CancellationToken cancellation)
    {
        var where = (Where)filter;
        return Task.FromResult<IReadOnlyList<string>>((topic, where.Field) switch
        {
            (Topic.Sources, "state") => [.. SourceViews.Values.Where(source => source.State.ToString() == where.Text).Select(source => source.Id)],
            (Topic.Sources, "group") => [.. SourceViews.Values.Where(source => source.ResourceGroup == where.Text).Select(source => source.Id)],
            (Topic.Jobs, "group") => [.. JobViews.Values.Where(job => job.Request.ResourceGroup == where.Text).Select(job => job.Id)],
            _ => throw new NotSupportedException($"{topic} by {where.Field}"),
        });
    }

    public Task<FleetCounts> Counts(CancellationToken cancellation) => throw new NotSupportedException();
}
