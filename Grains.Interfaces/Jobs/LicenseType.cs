namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>Whose operating-system licence the image uses. Stored and tagged; no call of this route takes it.</summary>
public enum LicenseType
{
    /// <summary>Alibaba Cloud's.</summary>
    AlibabaCloud,

    /// <summary>Bring your own licence.</summary>
    Byol,
}
