using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Interfaces.Imports;

/// <summary>One instance of an import.</summary>
/// <param name="Server">The instance.</param>
/// <param name="State">How far it is.</param>
[GenerateSerializer, Immutable, Alias("fleet.import.item")]
public sealed record ImportItem(CloudServer Server, ImportState State)
{
    /// <summary>From 1; grows with each retry.</summary>
    [Id(0)]
    public int Attempt { get; init; } = 1;

    /// <summary>When the install line was sent, UTC.</summary>
    [Id(1)]
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The invocation of Cloud Assistant, or null.</summary>
    [Id(2)]
    public string? InvocationId { get; init; }

    /// <summary>The source server that it became, or null.</summary>
    [Id(3)]
    public string? SourceId { get; init; }

    /// <summary>What happens or happened, in a sentence.</summary>
    [Id(4)]
    public string Text { get; init; } = "";

    /// <summary>Why it is not imported, or null.</summary>
    [Id(5)]
    public Fault? Fault { get; init; }
}
