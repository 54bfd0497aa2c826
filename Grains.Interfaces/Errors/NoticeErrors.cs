namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-902x: news for people.</summary>
public static class NoticeErrors
{
    /// <summary>A target did not take a notice.</summary>
    public static readonly ErrorCode NotTaken = new("FM-9020", Cure.Wait, "A notice was not taken by its target",
        "Check that the target is reachable and answers with success; the notice is tried again for a day and can be replayed.");

    /// <summary>A target that cannot be one.</summary>
    public static readonly ErrorCode BadTarget = new("FM-9021", Cure.RepairAndRetry, "The target of notices cannot be used",
        "Give a name, and a http or https address for a webhook or 1 to 50 mail addresses for mail.");

    /// <summary>No such target or notice.</summary>
    public static readonly ErrorCode Unknown = new("FM-9022", Cure.RepairAndRetry, "The target or its notice is not known",
        "Look it up in the list of targets.");

    /// <summary>No mail server is configured.</summary>
    public static readonly ErrorCode NoMailServer = new("FM-9023", Cure.RepairAndRetry, "No mail server is configured",
        "Set Fleet:Mail:Host and Fleet:Mail:From.");
}
