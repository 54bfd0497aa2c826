using System.Collections.Frozen;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using static FleetMigrator.Grains.Interfaces.Jobs.BusinessStatus;
using static FleetMigrator.Grains.Interfaces.Jobs.JobStatus;

namespace FleetMigrator.Grains.Jobs;

/// <summary>Every move of a job. What is not listed is refused.</summary>
internal static class JobMoves
{
    /// <summary>The table. The business status is null for a job that does not run.</summary>
    public static readonly FrozenDictionary<(JobStatus From, BusinessStatus? At, JobSignal On), JobStatus> All =
        new Dictionary<(JobStatus, BusinessStatus?, JobSignal), JobStatus>
        {
            [(Ready, null, JobSignal.Start)] = Running,
            [(Running, Syncing, JobSignal.Pause)] = Stopped,
            [(Stopped, null, JobSignal.Resume)] = Running,
            [(InError, null, JobSignal.Retry)] = Running,

            [(Running, Preparing, JobSignal.Fail)] = InError,
            [(Running, Syncing, JobSignal.Fail)] = InError,
            [(Running, Processing, JobSignal.Fail)] = InError,
            [(Running, Cleaning, JobSignal.Fail)] = InError,
            [(Running, Cleaning, JobSignal.Finish)] = Finished,

            [(Running, Cleaning, JobSignal.RunDone)] = Waiting,
            [(Waiting, null, JobSignal.Run)] = Running,
            [(Waiting, null, JobSignal.CutOver)] = Running,
            [(Waiting, null, JobSignal.Pause)] = Stopped,

            // A job that runs never expires, and one that is finished has nothing that could.
            [(Ready, null, JobSignal.Expire)] = Expired,
            [(Stopped, null, JobSignal.Expire)] = Expired,
            [(Waiting, null, JobSignal.Expire)] = Expired,
            [(InError, null, JobSignal.Expire)] = Expired,
            [(Expired, null, JobSignal.ReopenReady)] = Ready,
            [(Expired, null, JobSignal.ReopenStopped)] = Stopped,
            [(Expired, null, JobSignal.ReopenInError)] = InError,
            [(Expired, null, JobSignal.ReopenWaiting)] = Waiting,
            [(Expired, null, JobSignal.Purge)] = Deleting,

            [(Ready, null, JobSignal.Cancel)] = Deleting,
            [(Running, Preparing, JobSignal.Cancel)] = Deleting,
            [(Running, Syncing, JobSignal.Cancel)] = Deleting,
            [(Running, Processing, JobSignal.Cancel)] = Deleting,
            [(Running, Cleaning, JobSignal.Cancel)] = Deleting,
            [(Stopped, null, JobSignal.Cancel)] = Deleting,
            [(Waiting, null, JobSignal.Cancel)] = Deleting,
            [(InError, null, JobSignal.Cancel)] = Deleting,
            [(Expired, null, JobSignal.Cancel)] = Deleting,
            // Removes the job from the list; the edge image is kept.
            [(Finished, null, JobSignal.Cancel)] = Deleting,
            [(Deleting, null, JobSignal.Cleaned)] = Deleted,
        }.ToFrozenDictionary();

    /// <summary>Where the signal leads.</summary>
    /// <exception cref="FleetException">FM-3002 when the move is not listed.</exception>
    public static JobStatus Next(JobStatus from, BusinessStatus? at, JobSignal on)
        => All.TryGetValue((from, at, on), out var to)
            ? to
            : throw JobErrors.IllegalMove.With(at is null ? $"{on} while {from}" : $"{on} while {from} ({at})");

    /// <summary>What a person can ask for now. Removing a finished job is allowed, but not a next step to offer.</summary>
    public static IReadOnlyList<JobAction> Actions(JobStatus from, BusinessStatus? at)
        => from == Finished ? [] : [.. Enum.GetValues<JobAction>().Where(action => All.ContainsKey((from, at, SignalOf(action))))];

    /// <summary>The signal of an action.</summary>
    public static JobSignal SignalOf(JobAction action) => action switch
    {
        JobAction.Start => JobSignal.Start,
        JobAction.Pause => JobSignal.Pause,
        JobAction.Resume => JobSignal.Resume,
        JobAction.Retry => JobSignal.Retry,
        JobAction.Cancel => JobSignal.Cancel,
        JobAction.Run => JobSignal.Run,
        JobAction.CutOver or JobAction.SyncAndCutOver => JobSignal.CutOver,
        _ => throw ServiceErrors.BadRequest.With($"unknown action {action}"),
    };

    /// <summary>The signal that brings an expired job back to what it was.</summary>
    public static JobSignal Reopening(JobStatus from) => from switch
    {
        Ready => JobSignal.ReopenReady,
        Stopped => JobSignal.ReopenStopped,
        InError => JobSignal.ReopenInError,
        _ => JobSignal.ReopenWaiting,
    };

    /// <summary>What a running job is at.</summary>
    public static BusinessStatus? BusinessOf(JobStatus status, JobStep? step) => status != Running ? null : step switch
    {
        null or JobStep.Preflight or JobStep.PrepareNetwork or JobStep.StartInstance or JobStep.Handshake => Preparing,
        JobStep.Sync => Syncing,
        JobStep.CleanUp or JobStep.EndRun => Cleaning,
        _ => Processing,
    };
}
