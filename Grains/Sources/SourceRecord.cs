using FleetMigrator.Grains.Commands;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Sources;

/// <summary>What a source server stores.</summary>
internal sealed record SourceRecord
{
    public int Version { get; init; } = 1;

    /// <summary>Grows with each stored change.</summary>
    public long Revision { get; init; }

    /// <summary>By which the machine is known again; null while no machine has joined under this id.</summary>
    public MachineIdentity? Identity { get; init; }

    public Inventory? Inventory { get; init; }

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public string AgentVersion { get; init; } = "";

    public IReadOnlyList<string> Capabilities { get; init; } = [];

    public string CodeId { get; init; } = "";

    public string CertificateSha256 { get; init; } = "";

    public DateTimeOffset ImportedAt { get; init; }

    /// <summary>Coarse: written with other changes only.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>The last judgement, so that a restart of the service doesn't look like a return of the agent.</summary>
    public bool Online { get; init; }

    public string? JobId { get; init; }

    public bool JobOpen { get; init; }

    public Fault? Fault { get; init; }

    public IReadOnlyList<PreflightCheck> Checks { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string ResourceGroup { get; init; } = "default";

    public CommandBook<SourceCommand> Commands { get; init; } = new();

    /// <summary>Names that it holds or is about to take.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>Source servers that share facts of its identity.</summary>
    public IReadOnlyList<string> Resembles { get; init; } = [];

    /// <summary>Somebody deleted it; it goes when its job's resources are released.</summary>
    public bool Deleting { get; init; }

    /// <summary>Checkpoint of the running transfer, at most every 5 minutes.</summary>
    public SyncProgress? Progress { get; init; }
}
