using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs.Steps;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Jobs;

/// <summary>One migration: what a person asks of it. The walk through the itinerary is in the other part.</summary>
internal sealed partial class MigrationJob(
    [PersistentState("job", "fleet")] IPersistentState<JobRecord> store,
    IFleetProjection projection,
    IClouds clouds,
    JobRequestValidator validator,
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
            return Facts.Same(known, request) ? ToView() : throw JobErrors.IllegalMove.With($"{Id} was already created with another request");
        }

        var source = await Find(request.SourceId);
        var faults = await validator.Check(request, source, Id, CancellationToken.None);
        if (faults.Count > 0)
        {
            throw new FleetException(faults);
        }

        await Labels.Labels.Admit(request.ResourceGroup, GrainFactory);
        var now = Now;
        await this.Save(store, new JobRecord
        {
            Revision = 1,
            Request = request,
            Name = request.Name.Length > 0 ? request.Name : $"{request.ImageNamePrefix}-{Id[(Id.IndexOf('-', StringComparison.Ordinal) + 1)..]}",
            SourceName = source!.Name,
            Inventory = source.Inventory,
            Status = JobStatus.Ready,
            Steps = [.. Itinerary.Steps.Select(step => new StepView(step.Id, StepState.NotStarted))],
            CreatedAt = now,
            Changes = TargetPlanner.Plan(source.Inventory).Changes,
            Facts = new JobFacts(),
        }.Tell(now, "The job was created."));
        await Reserve(request.SourceId);
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

        var signal = JobMoves.SignalOf(action);
        var to = JobMoves.Next(Record.Status, JobMoves.BusinessOf(Record.Status, Record.Step), signal);
        if (action is JobAction.Start or JobAction.Retry or JobAction.Resume)
        {
            await Source(Record.Request!.SourceId).Reserve(Id);
        }

        _failures = 0;
        _nextLook = default;
        var saving = Save(job => signal switch
        {
            JobSignal.Start => Enter(job with { StartedAt = Now }, Itinerary.Steps[0].Id),
            JobSignal.Pause => job with { Facts = job.Facts with { Halt = true }, Interrupted = null },
            JobSignal.Resume => Again(job, newTry: false),
            JobSignal.Retry => Again(job with { Attempt = job.Attempt + 1 }, job.FreshTry),
            _ => job with { Interrupted = null, Fault = null },
        } with { Status = to }, Words(action));

        // The record has moved, so nothing begins anew; what is under way ends soon, a call that makes something is carried through.
        var stopping = _stop.CancelAsync();
        await saving;
        await stopping;
        LogMoved(Id, action, to);
        Schedule();
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
        if (Record.Status is not (JobStatus.Ready or JobStatus.Stopped or JobStatus.InError) && business is not (BusinessStatus.Preparing or BusinessStatus.Syncing))
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

    public Task Wake()
    {
        Schedule();
        return Task.CompletedTask;
    }

    public Task<JobView> View()
    {
        MustExist();
        return Task.FromResult(ToView());
    }

    /// <summary>Takes the source; the job does not come about when somebody else was quicker.</summary>
    private async Task Reserve(string sourceId)
    {
        try
        {
            await Source(sourceId).Reserve(Id);
        }
        catch (FleetException)
        {
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

    private static string Words(JobAction action) => action switch
    {
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

    private JobView ToView() => JobViews.Of(Record, Id, _live, _progress, _minor);

    Task IJobStore.Save(Func<JobRecord, JobRecord> change) => Save(change);

    void IJobStore.Note(SyncProgress progress) => _progress = progress;

    private async Task Save(Func<JobRecord, JobRecord> change, string? told = null, string? code = null)
    {
        var next = change(Record);
        next = told is null ? next : next.Tell(Now, told, code);
        _minor = 0;
        await this.Save(store, next with { Revision = Record.Revision + 1 });
        projection.Changed(ToView());
    }

    [LoggerMessage(3101, LogLevel.Information, "Job {JobId} was created for {SourceId}")]
    private partial void LogCreated(string jobId, string sourceId);

    [LoggerMessage(3102, LogLevel.Information, "Job {JobId} moved to {To} on {Action}")]
    private partial void LogMoved(string jobId, JobAction action, JobStatus to);
}
