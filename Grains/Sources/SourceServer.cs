using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.Interfaces.Sources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;

namespace FleetMigrator.Grains.Sources;

/// <summary>A server that can be migrated: identity, liveness, and what its agent was told. Sessions and commands are in the other part.</summary>
// On the silo at which its agent's stream ends: most calls come from there.
[PreferLocalPlacement]
internal sealed partial class SourceServer(
    [PersistentState("source", "fleet")] IPersistentState<SourceRecord> store,
    IFleetProjection projection,
    IOptions<HeartbeatOptions> heartbeat,
    TimeProvider clock,
    IEnumerable<INotices> notices,
    ILogger<SourceServer> log) : Grain, ISourceServer
{
    private const string Account = "default"; // The only one until there are more.

    private readonly Liveness _liveness = new(clock, heartbeat.Value);

    private SourceRecord Record => store.State;

    private string Id => this.GetPrimaryKeyString();

    private bool Exists => Record.Identity is not null;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Record.Online)
        {
            // The service was away, not the agent: it gets the full limit to say hello again.
            _liveness.Note();
        }

        this.RegisterGrainTimer(Judge, new GrainTimerCreationOptions(heartbeat.Value.JudgedEvery, heartbeat.Value.JudgedEvery));
        return Task.CompletedTask;
    }

    public async Task<SourceView> Enrol(EnrolFacts facts)
    {
        MayBeKept();
        var known = Exists;
        var name = known ? Record.Name : await NameForNewcomer(facts.Inventory.Hostname);
        var replaced = known && Record.CertificateSha256 != facts.CertificateSha256;
        if (!known || replaced || !Facts.Same(Record.Inventory, facts.Inventory) || Record.CodeId != facts.CodeId
            || !Facts.Same(facts.Resembles, Record.Resembles) || !Facts.Same(Record.Identity, facts.Identity))
        {
            await Save(Record with
            {
                Identity = facts.Identity,
                Inventory = facts.Inventory,
                Name = name,
                Held = known ? Record.Held : [name],
                Resembles = facts.Resembles,
                AgentVersion = facts.AgentVersion,
                Capabilities = facts.Capabilities,
                CodeId = facts.CodeId,
                CertificateSha256 = facts.CertificateSha256,
                ImportedAt = known ? Record.ImportedAt : clock.GetUtcNow(),
            });
            LogEnrolled(Id, facts.Inventory.Hostname, known ? "attached again" : "imported");
        }

        if (replaced)
        {
            EndSession();
        }

        return ToView();
    }

    public async Task<SourceView> Reserve(string jobId)
    {
        MustBeKept();
        if (Record.JobOpen && Record.JobId != jobId)
        {
            throw SourceErrors.HasOpenJob.With($"{Record.Name} ({Id}) has the open job {Record.JobId}");
        }

        if (!Record.JobOpen)
        {
            await Save(Record with { JobId = jobId, JobOpen = true, Progress = null });
        }

        return ToView();
    }

    public async Task Release(string jobId)
    {
        if (Exists && Record.JobOpen && Record.JobId == jobId)
        {
            // An order to stop outlives its job: an agent that was away must still learn that nobody wants its data.
            await Save(Record with
            {
                JobOpen = false,
                Progress = null,
                Commands = Record.Commands.Withdraw(entry => SourceOrders.BelongsTo(entry, jobId) && entry.Command is not StopSyncCommand),
            });
        }
    }

    public Task<string> CertificateSha256()
    {
        MustExist();
        return Task.FromResult(Record.CertificateSha256);
    }

    public Task<SourceView> View()
    {
        MustExist();
        return Task.FromResult(ToView());
    }

    /// <summary>The only judge of lateness. Stores the verdict when it changes, and sends again what was not answered.</summary>
    private async Task Judge(CancellationToken cancellation)
    {
        if (!Exists)
        {
            return;
        }

        if (Record.Online && !_liveness.Alive)
        {
            await Save(Record with { Online = false, LastSeen = _liveness.Heard ?? Record.LastSeen });
            LogOffline(Id, Record.LastSeen);
            foreach (var news in notices)
            {
                var now = clock.GetUtcNow();
                news.Tell(new Notice(Notice.IdOf(Id, NoticeKind.Offline, now), NoticeKind.Offline, now, Id, Record.Name, $"{Record.Name} was last heard of at {Record.LastSeen:u}."));
            }
        }

        DeliverUnanswered();
        if (Record.Deleting)
        {
            await GoOnDeleting();
        }
    }

    private void MustBeKept()
    {
        MustExist();
        MayBeKept();
    }

    private void MayBeKept()
    {
        if (Record.Deleting)
        {
            throw SourceErrors.InvalidState.With($"{Record.Name} ({Id}) is being deleted");
        }
    }

    private void MustExist()
    {
        if (!Exists)
        {
            throw SourceErrors.Unknown.With(Id);
        }
    }

    private async Task Save(SourceRecord next)
    {
        await this.Save(store, next with { Revision = Record.Revision + 1 });
        projection.Changed(ToView());
    }

    private SourceView ToView()
    {
        var inventory = Record.Inventory!;
        var standing = SourceStanding.Of(new SourceSigns(inventory)
        {
            Online = Record.Online && _liveness.Alive,
            Deleting = Record.Deleting,
            Fault = Record.Fault,
            JobId = Record.JobId,
            JobOpen = Record.JobOpen,
            ShallSend = Record.Commands.Unfinished.Any(entry => entry.Command is StartSyncCommand),
            Resembles = Record.Resembles,
            Checks = Record.Checks,
        });
        return new SourceView(
            Id, Record.Name, Record.Description, standing.State, standing.Text, standing.NextStep, inventory, Record.AgentVersion, Record.CodeId,
            Record.ImportedAt, _liveness.Heard ?? Record.LastSeen, Record.JobId, Record.JobOpen, Record.Fault, Record.Checks, Record.Tags,
            Record.ResourceGroup, Record.Revision)
        {
            Identity = Record.Identity,
            Resembles = Record.Resembles,
            Lifecycle = standing.Lifecycle,
            Replication = standing.Replication,
            Health = standing.Health,
            Capabilities = Record.Capabilities,
        };
    }

    [LoggerMessage(2101, LogLevel.Information, "Source server {SourceId} ({Hostname}) was {How}")]
    private partial void LogEnrolled(string sourceId, string hostname, string how);

    [LoggerMessage(2102, LogLevel.Warning, "Source server {SourceId} went silent; last heard of at {LastSeen}")]
    private partial void LogOffline(string sourceId, DateTimeOffset lastSeen);
}
