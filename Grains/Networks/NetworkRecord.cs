namespace FleetMigrator.Grains.Networks;

/// <summary>What the shared network of a region stores.</summary>
internal sealed record NetworkRecord
{
    public int Version { get; init; } = 1;

    /// <summary>How many VPCs there were before, so that each gets a token of its own.</summary>
    public int Generation { get; init; }

    /// <summary>Stored before the call that makes the VPC: it may or may not exist. Null when there is none.</summary>
    public string? Token { get; init; }

    /// <summary>Tag of the VPC; part of what the token stands for.</summary>
    public string Installation { get; init; } = "";

    public string? VpcId { get; init; }

    public IReadOnlyList<NetworkLease> Leases { get; init; } = [];
}
