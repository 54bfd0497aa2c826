using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>A source server as shown.</summary>
/// <param name="Id"><c>s-…</c>.</param>
/// <param name="Name">Its name; the host name at first.</param>
/// <param name="Description">Its description.</param>
/// <param name="State">Where it is.</param>
/// <param name="StateText">The state in the words that operators know, such as "Migration source online".</param>
/// <param name="NextStep">Who must do what next, in one sentence.</param>
/// <param name="Inventory">What it is made of.</param>
/// <param name="AgentVersion">Version of its agent.</param>
/// <param name="CodeId">The code it joined with.</param>
/// <param name="ImportedAt">UTC.</param>
/// <param name="LastSeen">UTC; coarse in lists.</param>
/// <param name="JobId">Its latest job, or null.</param>
/// <param name="JobOpen">Whether that job is still open.</param>
/// <param name="Fault">What is wrong, or null.</param>
/// <param name="Checks">Results of the last preflight.</param>
/// <param name="Tags">At most 20.</param>
/// <param name="ResourceGroup">Resource group, or <c>default</c>.</param>
/// <param name="Revision">Grows with each stored change.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.view")]
public sealed record SourceView(
    string Id,
    string Name,
    string Description,
    SourceState State,
    string StateText,
    string NextStep,
    Inventory Inventory,
    string AgentVersion,
    string CodeId,
    DateTimeOffset ImportedAt,
    DateTimeOffset LastSeen,
    string? JobId,
    bool JobOpen,
    Fault? Fault,
    IReadOnlyList<PreflightCheck> Checks,
    IReadOnlyDictionary<string, string> Tags,
    string ResourceGroup,
    long Revision)
{
    /// <summary>By which the machine is known again.</summary>
    [Id(0)]
    public MachineIdentity? Identity { get; init; }

    /// <summary>Other source servers that share facts of this one's identity: copies of one machine.</summary>
    [Id(1)]
    public IReadOnlyList<string> Resembles { get; init; } = [];

    /// <summary>Where it is: the first of its axes.</summary>
    [Id(2)]
    public SourceLifecycle Lifecycle { get; init; }

    /// <summary>How its data stream is: the second. The third, what exists of it in the cloud, belongs to its jobs.</summary>
    [Id(3)]
    public SourceReplication Replication { get; init; }

    /// <summary>Whether it is well; <see cref="NextStep"/> says what to do.</summary>
    [Id(4)]
    public SourceHealth Health { get; init; }

    /// <summary>What its agent can do.</summary>
    [Id(5)]
    public IReadOnlyList<string> Capabilities { get; init; } = [];
}
