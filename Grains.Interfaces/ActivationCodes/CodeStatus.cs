namespace FleetMigrator.Grains.Interfaces.ActivationCodes;

/// <summary>Whether new servers can be imported with a code. Servers that are already imported never depend on it.</summary>
public enum CodeStatus
{
    /// <summary>Usable, as long as places are left.</summary>
    Activated,

    /// <summary>Disabled by a person; final.</summary>
    Disabled,

    /// <summary>Its validity has passed.</summary>
    Expired,
}
