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

    /// <summary>The database server does not answer.</summary>
    public static readonly ErrorCode DatabaseUnreachable = new("FM-9005", Cure.Wait, "The database server cannot be reached",
        "Check host and port in Fleet:Database, that the server runs and listens there, and what is between.");

    /// <summary>The database server answers, and refuses.</summary>
    public static readonly ErrorCode DatabaseRefused = new("FM-9006", Cure.RepairAndRetry, "The database refuses the service",
        "Check user, password and database name in Fleet:Database; the user must own the database or may create tables in it.");

    /// <summary>The data folder has another authority than the database.</summary>
    public static readonly ErrorCode ForeignFolder = new("FM-9007", Cure.RepairAndRetry, "The data folder belongs to another installation",
        "Give this silo an empty data folder, or the database that belongs to this one.");

    /// <summary>A search cannot be read; the cause names the position.</summary>
    public static readonly ErrorCode BadSearch = new("FM-9010", Cure.RepairAndRetry, "The search cannot be understood",
        "Correct it at the position that is named; text with signs or blanks in it stands in double quotes.");
}
