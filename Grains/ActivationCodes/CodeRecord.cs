namespace FleetMigrator.Grains.ActivationCodes;

/// <summary>What an activation code stores.</summary>
internal sealed record CodeRecord
{
    public int Version { get; init; } = 1;

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>SHA-256 of the secret; empty while the code does not exist.</summary>
    public string SecretHash { get; init; } = "";

    public int Servers { get; init; }

    public bool Disabled { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Machines that took a place, in order. At most <see cref="Servers"/>.</summary>
    public IReadOnlyList<string> SourceIds { get; init; } = [];
}
