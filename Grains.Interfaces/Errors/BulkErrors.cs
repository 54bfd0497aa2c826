namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-71xx: many things at once.</summary>
public static class BulkErrors
{
    /// <summary>An import that cannot be one.</summary>
    public static readonly ErrorCode BadImport = new("FM-7101", Cure.RepairAndRetry, "The import cannot be begun like this",
        "Name a region and at least one condition, 1 to 100 instances at a time, and 3 to 60 minutes.");

    /// <summary>No such import, bulk action or wave.</summary>
    public static readonly ErrorCode Unknown = new("FM-7102", Cure.RepairAndRetry, "The import, bulk action or wave is not known",
        "Look it up in its list.");

    /// <summary>An instance on which nothing can be run.</summary>
    public static readonly ErrorCode NotRunnable = new("FM-7103", Cure.RepairAndRetry, "The instance cannot be told to import itself",
        "Start the instance, check that it runs Linux and that its Cloud Assistant is healthy, then retry the import.", "ClientNotRunning");

    /// <summary>The install line failed on the instance.</summary>
    public static readonly ErrorCode InstallFailed = new("FM-7104", Cure.RepairAndRetry, "The install line failed on the instance",
        "Look at what it said: mostly the instance does not reach this service. Repair that, then retry the import.", "ExitCodeNonzero");

    /// <summary>The instance took too long.</summary>
    public static readonly ErrorCode ImportTimedOut = new("FM-7105", Cure.RepairAndRetry, "The instance was not imported in time",
        "Look at how far it came, check its Cloud Assistant and its way to this service, then retry the import.", "ExecutionTimeout");

    /// <summary>A line of a file.</summary>
    public static readonly ErrorCode BadCell = new("FM-7106", Cure.RepairAndRetry, "A line of the file cannot be used",
        "Repair the column that is named and send the line again; the other lines were applied.");

    /// <summary>A bulk action that cannot be one.</summary>
    public static readonly ErrorCode BadBulk = new("FM-7107", Cure.RepairAndRetry, "The bulk action cannot be begun like this",
        "Give either ids or a search, and what the action needs.");

    /// <summary>A wave that cannot be one.</summary>
    public static readonly ErrorCode BadWave = new("FM-7108", Cure.RepairAndRetry, "The wave cannot be planned like this",
        "Repair the field that is named.");

    /// <summary>The wave's state does not allow it.</summary>
    public static readonly ErrorCode WaveState = new("FM-7109", Cure.RepairAndRetry, "The wave's state does not allow this",
        "Wait, or stop the wave first.");
}
