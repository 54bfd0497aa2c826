namespace FleetMigrator.Grains.Interfaces.Access;

/// <summary>Whether an access key is accepted.</summary>
public enum AccessKeyStatus
{
    /// <summary>Accepted.</summary>
    Active,

    /// <summary>Revoked by a person; final.</summary>
    Revoked,

    /// <summary>Its validity has passed.</summary>
    Expired,
}
