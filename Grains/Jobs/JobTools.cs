using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Jobs;

/// <summary>What all jobs of this service share.</summary>
internal sealed class JobTools(TimeProvider clock, IOptions<JobOptions> options, IOptions<ReceiverOptions> receiver, ReceiverBundle bundle)
{
    public TimeProvider Clock => clock;

    public JobOptions Options => options.Value;

    public ReceiverOptions Receiver => receiver.Value;

    public ReceiverBundle Bundle => bundle;

    /// <summary>When this service began; calls of the one before it may have been cut off until then.</summary>
    public DateTimeOffset StartedAt { get; } = clock.GetUtcNow();
}
