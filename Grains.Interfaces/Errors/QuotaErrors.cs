namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-70xx: limits.</summary>
public static class QuotaErrors
{
    /// <summary>A limit that cannot be one.</summary>
    public static readonly ErrorCode BadValue = new("FM-7001", Cure.RepairAndRetry, "The limit is outside its range",
        "Give a number from 0 (for API calls from 1) to 1,000,000, or remove the limit.");

    /// <summary>A region or group that cannot be one.</summary>
    public static readonly ErrorCode BadScope = new("FM-7002", Cure.RepairAndRetry, "The limit is not for a region and resource group",
        "Name a region and a resource group, or leave them empty for all together, or give * for each by itself.");

    /// <summary>A kind without leases.</summary>
    public static readonly ErrorCode NotLeased = new("FM-7003", Cure.RepairAndRetry, "Nobody can hold a lease of this kind",
        "Calls a second are spread by the service itself.");
}
