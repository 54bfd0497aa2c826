using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Sources;

/// <summary>The facts from which a source server's standing follows.</summary>
/// <param name="Inventory">What it is made of.</param>
internal sealed record SourceSigns(Inventory Inventory)
{
    /// <summary>Heard of lately.</summary>
    public bool Online { get; init; }

    /// <summary>Being deleted.</summary>
    public bool Deleting { get; init; }

    /// <summary>What its agent complains of, or null.</summary>
    public Fault? Fault { get; init; }

    /// <summary>Latest job, or null.</summary>
    public string? JobId { get; init; }

    /// <summary>Whether that job is open.</summary>
    public bool JobOpen { get; init; }

    /// <summary>Whether it has an order to send.</summary>
    public bool ShallSend { get; init; }

    /// <summary>Source servers that share facts of its identity.</summary>
    public IReadOnlyList<string> Resembles { get; init; } = [];

    /// <summary>Results of the last preflight.</summary>
    public IReadOnlyList<PreflightCheck> Checks { get; init; } = [];
}
