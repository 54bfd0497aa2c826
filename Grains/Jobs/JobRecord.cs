using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Jobs;

/// <summary>What a migration job stores.</summary>
internal sealed record JobRecord
{
    // Enough to tell the story of a job with retries; the whole story is in the service's log.
    private const int KeptEvents = 100;

    public int Version { get; init; } = 1;

    /// <summary>Grows with each stored change.</summary>
    public long Revision { get; init; }

    /// <summary>Null while the job does not exist.</summary>
    public JobRequest? Request { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Names that it holds or is about to take.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    public string SourceName { get; init; } = "";

    /// <summary>The source as it was when the job was made: the plan never changes under a running job.</summary>
    public Inventory? Inventory { get; init; }

    public JobStatus Status { get; init; }

    public JobStep? Step { get; init; }

    public IReadOnlyList<StepView> Steps { get; init; } = [];

    public string? Interrupted { get; init; }

    public DateTimeOffset InterruptedSince { get; init; }

    public Fault? Fault { get; init; }

    /// <summary>The command that failed must be given under a new id when a person asks for another try.</summary>
    public bool FreshTry { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Grows with each Retry of a person.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Grows whenever a failed command is given again, so that its id is a new one.</summary>
    public int Try { get; init; } = 1;

    /// <summary>The last times that it ran, the current one last.</summary>
    public IReadOnlyList<JobAttempt> Attempts { get; init; } = [];

    /// <summary>Why it runs now, or will next.</summary>
    public AttemptTrigger Trigger { get; init; }

    /// <summary>Null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When people were told that it will expire.</summary>
    public DateTimeOffset? ExpiryToldAt { get; init; }

    public DateTimeOffset? ExpiredAt { get; init; }

    /// <summary>What it was before it expired.</summary>
    public JobStatus ExpiredFrom { get; init; }

    /// <summary>Runs that have delivered an image.</summary>
    public int Run { get; init; }

    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>This run is the last one.</summary>
    public bool IsCutOver { get; init; }

    public IReadOnlyList<DeliveredImage> Images { get; init; } = [];

    /// <summary>What earlier runs cost whose ledger entries are no longer kept.</summary>
    public decimal PastCost { get; init; }

    /// <summary>Since when it waits for a limit; null while it does not.</summary>
    public DateTimeOffset? WaitsSince { get; init; }

    public JobFacts Facts { get; init; } = new();

    public SyncSummary? Sync { get; init; }

    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>What a person should look at although the job goes on; one of each code.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    public IReadOnlyList<LedgerEntry> Ledger { get; init; } = [];

    /// <summary>That nothing is left, once everything was released.</summary>
    public ZeroProof? Proof { get; init; }

    public IReadOnlyList<JobEvent> Events { get; init; } = [];

    /// <summary>The record with one more event.</summary>
    public JobRecord Tell(DateTimeOffset at, string text, string? code = null)
        => this with { Events = [.. Events.TakeLast(KeptEvents - 1), new JobEvent(at, Step, text, code)] };

    /// <summary>The record with a warning, unless it has one of this code.</summary>
    public JobRecord Warn(DateTimeOffset at, Fault warning)
        => Warnings.Any(known => known.Code == warning.Code)
            ? this
            : (this with { Warnings = [.. Warnings, warning] }).Tell(at, $"{warning.Title}: {warning.Cause}", warning.Code);

    /// <summary>The record with one step's view changed.</summary>
    public JobRecord Show(JobStep step, Func<StepView, StepView> change)
        => this with { Steps = [.. Steps.Select(view => view.Step == step ? change(view) : view)] };

    /// <summary>The record with a ledger entry added or, by its token, replaced.</summary>
    public JobRecord Enter(LedgerEntry entry)
        => this with
        {
            Ledger = Ledger.Any(known => known.Token == entry.Token)
                ? [.. Ledger.Select(known => known.Token == entry.Token ? entry : known)]
                : [.. Ledger, entry],
        };

    /// <summary>The record with the live ledger entry of this name in another state.</summary>
    public JobRecord Mark(ResourceKind kind, string name, ResourceState state, DateTimeOffset at)
        => Ledger.FirstOrDefault(entry => entry.Kind == kind && entry.Name == name && entry.State != ResourceState.Released) is { } live
            ? Enter(live with { State = state, ReleasedAt = state == ResourceState.Released ? at : null })
            : this;
}
