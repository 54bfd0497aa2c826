using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs.Steps;
using FleetMigrator.Grains.Names;

namespace FleetMigrator.Grains.Jobs;

/// <summary>The request of a job: planned at its creation, and replaced as a whole until the job is started.</summary>
internal sealed partial class MigrationJob
{
    public async Task<JobPlan> Plan(JobRequest request) => await planner.Of(request, await Find(request.SourceId), Id, CancellationToken.None);

    public async Task<JobView> Edit(JobRequest request)
    {
        MustExist();
        if (Facts.Same(Record.Request, request))
        {
            return ToView();
        }

        if (Record.Status != JobStatus.Ready)
        {
            throw JobErrors.IllegalMove.With($"another request while {Record.Status}");
        }

        var source = await Find(Record.Request!.SourceId);
        var faults = JobChangeRules.Edit(Record.Request, request, await validator.Check(request, source, Id, CancellationToken.None)).ToList();
        if (faults.Count > 0)
        {
            throw new FleetException(faults);
        }

        await Labels.Labels.Admit(request.ResourceGroup, GrainFactory);
        await Rename(request.Name.Length > 0 ? request.Name : Record.Name, (job, name) => Planned(job with { Name = name }, request, source!));
        return ToView();
    }

    /// <summary>The record with a request and all that follows from it before the first step.</summary>
    private static JobRecord Planned(JobRecord job, JobRequest request, SourceView source)
    {
        var expires = JobTimeRules.Expiry(request, job.CreatedAt);
        return job with
        {
            Request = request,
            SourceName = source.Name,
            Inventory = source.Inventory,
            Steps = [.. Itinerary.Steps.Where(step => step.Applies(new JobRecord { Request = request })).Select(step => new StepView(step.Id, StepState.NotStarted))],
            ExpiresAt = expires,
            ExpiryToldAt = expires == job.ExpiresAt ? job.ExpiryToldAt : null,
            Changes = TargetPlanner.Plan(source.Inventory, request.Disks).Changes,
        };
    }

    /// <summary>Takes a name, stores the change that goes with it, and gives up the old name.</summary>
    private async Task Rename(string name, Func<JobRecord, string, JobRecord> change)
    {
        if (!UniqueNames.Same(name, Record.Name))
        {
            await Save(job => job with { Held = [.. job.Held, name] });
            await TakeName(name);
        }

        await Save(job => change(job, name), "The job was changed.");
        if (Record.Held.Where(held => !UniqueNames.Same(held, Record.Name)).ToList() is { Count: > 0 } left)
        {
            await Names.Free(left);
            await Save(job => job with { Held = [Record.Name] });
        }
    }

    private async Task TakeName(string name)
    {
        if (!await Names.TryTake(name))
        {
            throw new FleetException([JobErrors.NameTaken.Fault(name) with { Field = "name" }]);
        }
    }
}
