using FleetMigrator.Grains.Interfaces.Notices;

namespace FleetMigrator.Grains.Notices;

/// <summary>What a target of notices stores.</summary>
internal sealed record TargetRecord
{
    public int Version { get; init; } = 1;

    /// <summary>Null while there is no such target.</summary>
    public TargetRequest? Request { get; init; }

    /// <summary>Needed in clear: both sides sign with it.</summary>
    public string Secret { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];
}
