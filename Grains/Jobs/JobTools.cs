using FleetMigrator.Grains.Costs;
using FleetMigrator.Grains.Interfaces.Notices;
using Microsoft.Extensions.Options;

namespace FleetMigrator.Grains.Jobs;

/// <summary>What all jobs of this service share.</summary>
internal sealed class JobTools(TimeProvider clock, IOptions<JobOptions> options, IOptions<ReceiverOptions> receiver, ReceiverBundle bundle, IJitter jitter, IOptions<PriceOptions> prices, IEnumerable<INotices> notices)
{
    public TimeProvider Clock => clock;

    public JobOptions Options => options.Value;

    public ReceiverOptions Receiver => receiver.Value;

    /// <summary>Everybody who takes news to people.</summary>
    public IReadOnlyList<INotices> Notices { get; } = [.. notices];

    public PriceOptions Prices => prices.Value;

    public IJitter Jitter => jitter;

    public ReceiverBundle Bundle => bundle;

    /// <summary>When this service began; calls of the one before it may have been cut off until then.</summary>
    public DateTimeOffset StartedAt { get; } = clock.GetUtcNow();
}
