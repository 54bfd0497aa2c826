using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Jobs.Steps;
using FleetMigrator.Grains.Networks;
using FleetMigrator.Grains.Sweeps;

namespace FleetMigrator.Grains.Jobs;

/// <summary>What a step works with: its job, the cloud, agent and receiver, the ledger.</summary>
internal sealed class JobContext(string jobId, IJobStore store, ICloud cloud, IGrainFactory grains, JobTools tools, CancellationToken cancellation)
{
    /// <summary>The tag by which everything of a job is found again.</summary>
    public const string JobTag = "fleetmigrator:job";

    /// <summary>The tag by which everything of this service is found, even when the record of its job is lost.</summary>
    public const string InstallationTag = "fleetmigrator:installation";

    /// <summary>Name of the job as it may stand in names of cloud resources: letters and digits.</summary>
    public string Tail { get; } = JobNames.Tail(jobId);

    public string JobId => jobId;

    public JobRecord Job => store.Job;

    public JobFacts Facts => store.Job.Facts;

    public JobRequest Request => store.Job.Request!;

    /// <summary>Region of everything but the import bucket.</summary>
    public string Region => Request.TransitRegion;

    public ICloud Cloud => cloud;

    public JobTools Tools => tools;

    /// <summary>Ends looks and waits when a person pauses or cancels.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>
    /// For calls that make something: they are never cut off in the middle, because then nobody would know whether the
    /// thing exists.
    /// </summary>
    public CancellationToken Whole { get; } = CancellationToken.None;

    public DateTimeOffset Now => tools.Clock.GetUtcNow();

    public MigrationPlan Plan => TargetPlanner.Plan(Job.Inventory!, Request.Disks);

    /// <summary>By which everything of this job is searched.</summary>
    public IReadOnlyDictionary<string, string> JobTags => new Dictionary<string, string>(StringComparer.Ordinal) { [JobTag] = jobId };

    /// <summary>What everything of this job is tagged with when it is made.</summary>
    public IReadOnlyDictionary<string, string> Tags => Facts.Installation is { } installation
        ? new Dictionary<string, string>(StringComparer.Ordinal) { [JobTag] = jobId, [InstallationTag] = installation }
        : JobTags;

    /// <summary>Watches over what no job owns.</summary>
    public IOrphanSweep Sweep => grains.GetGrain<IOrphanSweep>(OrphanSweep.Key);

    /// <summary>The network that jobs of this region share.</summary>
    public IRegionNetwork Network => grains.GetGrain<IRegionNetwork>(Region);

    public ISourceServer Source => grains.GetGrain<ISourceServer>(Request.SourceId);

    public IIntermediateInstance Receiver => grains.GetGrain<IIntermediateInstance>(Facts.ReceiverId!);

    public Task Save(Func<JobRecord, JobRecord> change) => store.Save(change);

    public Task SaveFacts(Func<JobFacts, JobFacts> change) => store.Save(job => job with { Facts = change(job.Facts) });

    /// <summary>Progress of the transfer, for pages; not stored.</summary>
    public void Note(SyncProgress progress) => store.Note(progress);

    /// <summary>Makes a cloud resource once, whatever happens in between: the ledger knows of it before the cloud does.</summary>
    /// <param name="kind">Kind of resource.</param>
    /// <param name="name">Its name, unique within the job for its kind.</param>
    /// <param name="create">Makes it with the entry's token, or finds the one that the same token made.</param>
    /// <param name="region">Its region; null for the job's.</param>
    /// <param name="container">Bucket of an object, VPC of a group.</param>
    /// <param name="shared">Used together with other jobs.</param>
    /// <returns>The cloud's id.</returns>
    public async Task<string> Make(ResourceKind kind, string name, Func<LedgerEntry, Task<string>> create, string? region = null, string container = "", bool shared = false)
    {
        var entry = await Intend(kind, name, region, container, shared);
        if (entry.Id is { } known)
        {
            return known;
        }

        cancellation.ThrowIfCancellationRequested();
        var id = await create(entry);
        await store.Save(job => job.Enter(entry with { Id = id, State = ResourceState.Exists }));
        return id;
    }

    /// <summary>The live entry of this name, stored before the call that makes the thing.</summary>
    public async Task<LedgerEntry> Intend(ResourceKind kind, string name, string? region = null, string container = "", bool shared = false)
    {
        var same = Job.Ledger.Where(entry => entry.Kind == kind && entry.Name == name).ToList();
        if (same.Find(entry => entry.State != ResourceState.Released) is { } live)
        {
            return live;
        }

        // A thing that was made and removed gets a new token: the old one would bring back the old answer.
        // Entries of earlier runs are dropped, so a later run has tokens of its own.
        var generation = Job.Run == 0 ? $"{same.Count}" : $"{same.Count} in run {Job.Run}";
        var token = Interfaces.Ids.Of("fm", jobId, kind.ToString(), name, generation);
        var entry = new LedgerEntry(kind, name, region ?? Region, token, ResourceState.Intended, Id: null, Now, Container: container) { IsShared = shared };
        await store.Save(job => job.Enter(entry));
        return entry;
    }

    /// <summary>Changes the live entry of this name.</summary>
    public Task Mark(ResourceKind kind, string name, ResourceState state)
        => store.Save(job => job.Mark(kind, name, state, Now));

    /// <summary>Id of a command of this job.</summary>
    public string CommandId(string name) => $"{jobId}/{name}-{Job.Try}";

    /// <summary>Gives the receiver a command, or looks how far it is.</summary>
    /// <returns>Null and the report when it succeeded; otherwise what the step comes to for now.</returns>
    public async Task<(StepResult? Waits, CommandReport Report)> OnReceiver(ReceiverCommand command, string text)
    {
        await Receiver.Command(command);
        var report = await Receiver.ReportOf(command.Id);
        return (report.State switch
        {
            CommandState.Succeeded => null,
            CommandState.Failed => FailedBy(report),
            _ => await ReceiverSilence() ?? WorkingBy(report, text),
        }, report);
    }

    /// <summary>Gives the agent a command, or looks how far it is.</summary>
    public async Task<(StepResult? Waits, CommandReport Report)> OnSource(SourceCommand command, string text)
    {
        await Source.Command(command);
        var report = await Source.ReportOf(command.Id);
        return (report.State switch
        {
            CommandState.Succeeded => null,
            CommandState.Failed => FailedBy(report),
            _ => await SourceSilence() ?? WorkingBy(report, text),
        }, report);
    }

    /// <summary>Null while the agent is heard of.</summary>
    public async Task<StepResult?> SourceSilence()
    {
        var source = await Source.View();
        return source.State == SourceState.Offline
            ? new StepResult.Interrupted($"{source.Name} is offline; the migration goes on by itself when its agent is back.", JobErrors.SourceLost)
            : null;
    }

    /// <summary>Null while the receiver is heard of.</summary>
    public async Task<StepResult?> ReceiverSilence()
        => (await Receiver.View()).Connected
            ? null
            : new StepResult.Interrupted($"The receiver on {Facts.InstanceId} is silent; the migration goes on by itself when it is back.", JobErrors.ReceiverLost);

    private static StepResult.Failed FailedBy(CommandReport report)
        => new(report.Fault ?? JobErrors.StepFailed.Fault(report.Text), report.Retryable, FreshTry: true);

    private static StepResult.Working WorkingBy(CommandReport report, string text)
        => new(report.Text.Length > 0 ? LastLine(report.Text) : text, report.Percent, report.DoneBytes, report.TotalBytes);

    private static string LastLine(string text) => text.TrimEnd('\n').Split('\n')[^1];
}
