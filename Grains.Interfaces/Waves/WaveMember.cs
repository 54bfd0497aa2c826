using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Interfaces.Waves;

/// <summary>One server of a wave.</summary>
/// <param name="SourceId">The server.</param>
/// <param name="JobId">Its job, or null before.</param>
/// <param name="Status">The job's status as last seen, or null.</param>
/// <param name="StartedAt">When the job was started, or null.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Fault">Why there is no job, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.wave.member")]
public sealed record WaveMember(
    string SourceId, string? JobId = null, JobStatus? Status = null, DateTimeOffset? StartedAt = null, DateTimeOffset? EndedAt = null, Fault? Fault = null)
{
    /// <summary>Whether its turn has not come.</summary>
    public bool IsWaiting => JobId is null && Fault is null;

    /// <summary>Whether nothing more comes of it by itself or by a person.</summary>
    public bool HasEnded => Fault is not null || Status is JobStatus.Finished or JobStatus.Deleted;

    /// <summary>Whether it takes one of the wave's places.</summary>
    public bool TakesPlace => JobId is not null && Status is null or JobStatus.Ready or JobStatus.Running or JobStatus.Deleting;
}
