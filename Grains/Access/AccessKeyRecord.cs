using FleetMigrator.Grains.Interfaces.Access;

namespace FleetMigrator.Grains.Access;

/// <summary>What an access key stores.</summary>
internal sealed record AccessKeyRecord
{
    public int Version { get; init; } = 1;

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public AccessScope Scope { get; init; }

    /// <summary>SHA-256 of the secret; empty while the key does not exist.</summary>
    public string SecretHash { get; init; } = "";

    public bool Revoked { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
