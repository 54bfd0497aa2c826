namespace FleetMigrator.LocalRegion.Machines;

/// <summary>All that makes a machine. It is stored when the machine starts, so a later process can adopt it.</summary>
public sealed record MachineSpec
{
    /// <summary>Letters, digits and hyphens, at most 60; unique in the state folder.</summary>
    public required string Id { get; init; }

    public required string HostName { get; init; }

    public required MachineRoot Root { get; init; }

    public IReadOnlyList<MachineDisk> Disks { get; init; } = [];

    public IReadOnlyList<MachineLink> Links { get; init; } = [];

    /// <summary>What may come in. Null leaves the machine without a firewall.</summary>
    public IReadOnlyList<InboundRule>? Firewall { get; init; } = [];

    /// <summary>Addresses on the machine's loopback that processes of the host answer, such as <see cref="MetadataServer.Address"/>.</summary>
    public IReadOnlyList<string> LoopbackAddresses { get; init; } = [];

    /// <summary>Shell script run at every start, before the user data, to its end. At most 100 KiB.</summary>
    public string? BootScript { get; init; }

    /// <summary>Script run once, at the first start of this root. At most 100 KiB.</summary>
    public string? UserData { get; init; }

    /// <summary>File of the host that gets what boot script and user data print. Null for one in the state folder.</summary>
    public string? LogFile { get; init; }
}
