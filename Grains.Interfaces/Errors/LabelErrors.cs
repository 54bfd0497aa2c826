namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-204x: tags and resource groups of source servers and jobs.</summary>
public static class LabelErrors
{
    /// <summary>No such resource group.</summary>
    public static readonly ErrorCode UnknownGroup = new("FM-2040", Cure.RepairAndRetry, "There is no such resource group",
        "Choose a group from the list, or create it first.");

    /// <summary>Servers or jobs are in the group, or joined it a moment ago.</summary>
    public static readonly ErrorCode GroupNotEmpty = new("FM-2041", Cure.RepairAndRetry, "The resource group is not empty",
        "Move its servers and jobs to another group first.");

    /// <summary>The default group cannot be renamed or deleted.</summary>
    public static readonly ErrorCode DefaultGroup = new("FM-2042", Cure.RepairAndRetry, "The default resource group always stays",
        "Create a group of your own.");

    /// <summary>A tag breaks the rules.</summary>
    public static readonly ErrorCode BadTag = new("FM-2043", Cure.RepairAndRetry, "A tag is not allowed",
        "A key has 1 to 128 characters, a value at most 128; neither contains http:// or https://, and a key does not begin with aliyun, acs: or fleetmigrator:.");

    /// <summary>More than 20 tags on one thing.</summary>
    public static readonly ErrorCode TooManyTags = new("FM-2044", Cure.RepairAndRetry, "A server or job has at most 20 tags",
        "Remove tags first.");

    /// <summary>More ids in one call than allowed.</summary>
    public static readonly ErrorCode TooManyIds = new("FM-2045", Cure.RepairAndRetry, "One call names at most 50 servers or jobs",
        "Send several calls.");
}
