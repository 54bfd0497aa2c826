using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;

namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>What an agent or receiver says of a command.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="State">How it stands.</param>
/// <param name="Text">For people; several lines where several things are told.</param>
/// <param name="Percent">0 to 100.</param>
/// <param name="DoneBytes">Bytes done, where bytes are counted.</param>
/// <param name="TotalBytes">Bytes in all, where known.</param>
[GenerateSerializer, Immutable, Alias("fleet.command-report")]
public sealed record CommandReport(string CommandId, CommandState State, string Text = "", int Percent = 0, long DoneBytes = 0, long TotalBytes = 0)
{
    /// <summary>Why it failed.</summary>
    [Id(0)]
    public Fault? Fault { get; init; }

    /// <summary>With a failure: the same may succeed later without anybody's help.</summary>
    [Id(1)]
    public bool Retryable { get; init; }

    /// <summary>Results of a preflight.</summary>
    [Id(2)]
    public IReadOnlyList<PreflightCheck> Checks { get; init; } = [];

    /// <summary>Result of a refresh.</summary>
    [Id(3)]
    public Inventory? Inventory { get; init; }

    /// <summary>Result of a sync.</summary>
    [Id(4)]
    public SyncSummary? Sync { get; init; }

    /// <summary>Result of a conversion.</summary>
    [Id(5)]
    public ConvertedDisk? Converted { get; init; }
}
