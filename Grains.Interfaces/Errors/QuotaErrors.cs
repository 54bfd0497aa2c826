namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-70xx: quotas.</summary>
public static class QuotaErrors
{
    /// <summary>A limit that cannot be.</summary>
    public static readonly ErrorCode BadLimit = new("FM-7001", Cure.RepairAndRetry, "The limit is not allowed",
        "Name a kind of the list and a number from 0 to 1,000,000; remove the limit where there shall be none.");
}
