using FleetMigrator.Grains.Interfaces.Bulk;

namespace FleetMigrator.Grains.Bulk;

/// <summary>What a bulk action stores.</summary>
internal sealed record BulkRecord
{
    public int Version { get; init; } = 1;

    /// <summary>Null while there is no such action.</summary>
    public BulkRequest? Request { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public IReadOnlyList<BulkItem> Items { get; init; } = [];

    public bool IsOpen => Request is not null && EndedAt is null;
}
