namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-9xxx: the service itself.</summary>
public static class ServiceErrors
{
    /// <summary>Something that nobody foresaw.</summary>
    public static readonly ErrorCode Unforeseen = new("FM-9001", Cure.RepairAndRetry, "Something unforeseen happened in the service",
        "Look at the service's log for the id that is named, and report it.");

    /// <summary>The store failed.</summary>
    public static readonly ErrorCode StoreFailed = new("FM-9002", Cure.Wait, "The store cannot be written",
        "Check disk space and permissions of the data folder.");

    /// <summary>The request cannot be read.</summary>
    public static readonly ErrorCode BadRequest = new("FM-9003", Cure.RepairAndRetry, "The request cannot be understood",
        "Check the request against the API document.");

    /// <summary>No receiver bundle or agent was built.</summary>
    public static readonly ErrorCode ArtefactMissing = new("FM-9004", Cure.RepairAndRetry, "A file that the service hands out is missing",
        "Run ./fleet up, which builds it, or set its path in the configuration.");

    /// <summary>A search cannot be read; the cause names the position.</summary>
    public static readonly ErrorCode BadSearch = new("FM-9010", Cure.RepairAndRetry, "The search cannot be understood",
        "Correct it at the position that is named; text with signs or blanks in it stands in double quotes.");
}
