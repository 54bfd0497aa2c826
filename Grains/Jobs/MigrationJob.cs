using FleetMigrator.Grains.Costs;
using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs.Steps;
using FleetMigrator.Grains.Names;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Jobs;

/// <summary>One migration: what a person asks of it. The walk through the itinerary is in the other part.</summary>
internal sealed partial class MigrationJob(
    [PersistentState("job", "fleet")] IPersistentState<JobRecord> store,
    IFleetProjection projection,
    IClouds clouds,
    JobRequestValidator validator,
    JobPlanner planner,
    JobTools tools,
    ILogger<MigrationJob> log) : Grain, IMigrationJob, IJobStore, IDisposable
{
    private JobRecord Record => store.State;

    JobRecord IJobStore.Job => store.State;

    private string Id => this.GetPrimaryKeyString();

    private DateTimeOffset Now => tools.Clock.GetUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _wokenAgain = Record.Status is JobStatus.Running or JobStatus.Deleting;
        Schedule();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _stop.CancelAsync();

    public void Dispose() => _stop.Dispose();

    public async Task<JobView> Create(JobRequest request)
    {
        if (Record.Request is { } known)
        {
            if (!Facts.Same(known, request))
            {
                throw JobErrors.IllegalMove.With($"{Id} was already created with another request");
            }

            // Who asks again may do so because the first attempt ended between storing and reserving.
            if (Record.Status == JobStatus.Ready)
            {
                await Reserve(request.SourceId, Record.Name);
            }

            return ToView();
        }

        var source = await Find(request.SourceId);
        var faults = await validator.Check(request, source, Id, CancellationToken.None);
        if (faults.Count > 0)
        {
            throw new FleetException(faults);
        }

        await Labels.Labels.Admit(request.ResourceGroup, GrainFactory);
        var name = request.Name.Length > 0 ? request.Name : $"{request.ImageNamePrefix}-{Id[(Id.IndexOf('-', StringComparison.Ordinal) + 1)..]}";
        var now = Now;
        await this.Save(store, Planned(new JobRecord { Revision = 1, Name = name, Held = [name], Status = JobStatus.Ready, CreatedAt = now }, request, source!)
            .Tell(now, "The job was created."));
        await Reserve(request.SourceId, name);
        projection.Changed(ToView());
        LogCreated(Id, request.SourceId);
        return ToView();
    }

    public async Task<JobView> Act(JobAction action)
    {
        MustExist();
        if (action == JobAction.Cancel && Record.Status is JobStatus.Deleting or JobStatus.Deleted)
        {
            return ToView();
        }

        if (action == JobAction.Retry && Record is { Status: JobStatus.InError, Fault: { Cure: Cure.StartOver } lost })
        {
            throw new FleetException([lost]);
        }

        await Move(JobMoves.SignalOf(action), job => After(job, action), Words(action));
        return ToView();
    }

    public async Task<JobView> ChangeSettings(TransferSettings settings)
    {
        MustExist();
        var faults = JobFormRules.Settings(settings).ToList();
        if (faults.Count > 0)
        {
            throw new FleetException(faults);
        }

        var business = JobMoves.BusinessOf(Record.Status, Record.Step);
        if (Record.Status is not (JobStatus.Ready or JobStatus.Stopped or JobStatus.InError or JobStatus.Waiting) && business is not (BusinessStatus.Preparing or BusinessStatus.Syncing))
        {
            throw JobErrors.IllegalMove.With($"the settings of a transfer while {Record.Status} ({business})");
        }

        await Save(job => job with { Request = job.Request! with { Settings = settings } }, "The settings of the transfer were changed.");
        if (business == BusinessStatus.Syncing)
        {
            await Source(Record.Request!.SourceId).Command(new ChangeSettingsCommand($"{Id}/settings-{Record.Revision}", Id, settings));
        }

        return ToView();
    }

    public async Task Wake()
    {
        if (Record.Request is not null)
        {
            await KeepTime();
            await RenewOthers(JobQuotas.Needed(Record));
        }

        Schedule();
    }

    public Task<JobView> View()
    {
        MustExist();
        return Task.FromResult(ToView());
    }

    /// <summary>Takes the name and the source; the job does not come about when somebody else was quicker. Repeating is safe.</summary>
    private async Task Reserve(string sourceId, string name)
    {
        try
        {
            await TakeName(name);
            await Source(sourceId).Reserve(Id);
        }
        catch (FleetException)
        {
            await Names.Free(Record.Held);
            await this.Clear(store);
            throw;
        }
    }

    private async Task<SourceView?> Find(string sourceId)
    {
        if (sourceId.Length == 0)
        {
            return null;
        }

        try
        {
            return await Source(sourceId).View();
        }
        catch (FleetException missing) when (missing.Code == SourceErrors.Unknown.Id)
        {
            return null;
        }
    }

    private UniqueNames Names => new(GrainFactory, "job", Id);

    private ISourceServer Source(string sourceId) => GrainFactory.GetGrain<ISourceServer>(sourceId);

    /// <summary>The record at the beginning of a step.</summary>
    private JobRecord Enter(JobRecord job, JobStep step)
        => (job with { Step = step, Fault = null, Interrupted = null }).Show(step, view => new StepView(view.Step, StepState.Running, Now));

    /// <summary>The record with its current step begun anew.</summary>
    private JobRecord Again(JobRecord job, bool newTry)
        => Enter(job, job.Step!.Value) with
        {
            Try = job.Try + (newTry ? 1 : 0),
            FreshTry = false,
            Facts = Itinerary.Of(job.Step.Value).Again(job.Facts) with { Halt = false },
        };

    /// <summary>The record with its next run begun: what only one run needs is forgotten, instance and network stay.</summary>
    private JobRecord BeginRun(JobRecord job)
    {
        var past = job.Ledger.Where(entry => entry.State == ResourceState.Released && (LedgerCleaner.IsOfRun(entry) || entry.Kind == ResourceKind.EdgeImage)).ToList();
        return Enter(
            job with
            {
                NextRunAt = null,
                Try = job.Try + 1,
                Sync = null,
                Ledger = [.. job.Ledger.Except(past)],
                PastCost = job.PastCost + (JobCosts.Of(job with { Ledger = past, PastCost = 0 }, tools.Prices, Now)?.SoFar ?? 0),
                Facts = Itinerary.Of(JobStep.Sync).Again(job.Facts.ForNextRun()) with { Halt = false },
                Steps = [.. job.Steps.Where(view => view.Step != JobStep.EndRun || !job.IsCutOver).Select(view => view.Step < JobStep.Sync ? view : new StepView(view.Step, StepState.NotStarted))],
            },
            JobStep.Sync);
    }

    private static string Words(JobAction action) => action switch
    {
        JobAction.Run => "The next run was started by hand.",
        JobAction.CutOver => "The job was cut over: its images stay, everything temporary is being released.",
        JobAction.SyncAndCutOver => "The job is cut over: one last run was started.",
        JobAction.Start => "The migration was started.",
        JobAction.Pause => "The migration was paused; the intermediate instance stays and costs.",
        JobAction.Resume => "The migration goes on after a pause.",
        JobAction.Retry => "The failed step is tried again.",
        _ => "The migration was cancelled; everything temporary is being released.",
    };

    private void MustExist()
    {
        if (Record.Request is null)
        {
            throw JobErrors.Unknown.With(Id);
        }
    }

    private JobView ToView() => JobViews.Of(Record, Id, _live, _progress, _minor, JobCosts.Of(Record, tools.Prices, Now), Record.ExpiredAt + tools.Options.KeepExpired) with { Waits = _waits };

    Task IJobStore.Save(Func<JobRecord, JobRecord> change) => Save(change);

    void IJobStore.Note(SyncProgress progress) => _progress = progress;

    private async Task Save(Func<JobRecord, JobRecord> change, string? told = null, string? code = null)
    {
        var next = change(Record);
        next = told is null ? next : next.Tell(Now, told, code);
        _minor = 0;
        var before = Record;
        await this.Save(store, Attempts.Follow(before, next, Now) with { Revision = before.Revision + 1 });
        projection.Changed(ToView());
        TellOthers(before, Record);
        await GiveBack(before, Record);
    }

    [LoggerMessage(3101, LogLevel.Information, "Job {JobId} was created for {SourceId}")]
    private partial void LogCreated(string jobId, string sourceId);

    [LoggerMessage(3102, LogLevel.Information, "Job {JobId} moved to {To} on {Signal}")]
    private partial void LogMoved(string jobId, JobSignal signal, JobStatus to);
}
