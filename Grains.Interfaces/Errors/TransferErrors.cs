namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-5xxx: the data connection. Agents and receivers report these by id.</summary>
public static class TransferErrors
{
    /// <summary>The agent cannot reach the receiver.</summary>
    public static readonly ErrorCode Unreachable = new("FM-5001", Cure.Wait, "The source server cannot reach the intermediate instance",
        "Allow outbound TCP 8080 and 8703 from the source server.", "Connect to Server Failed");

    /// <summary>The other end is not the one expected.</summary>
    public static readonly ErrorCode WrongPeer = new("FM-5002", Cure.StartOver, "The other end of the data connection is not the expected one",
        "Look for a proxy that opens TLS connections between source server and cloud.");

    /// <summary>Data arrived damaged.</summary>
    public static readonly ErrorCode Damaged = new("FM-5003", Cure.Wait, "Data arrived damaged",
        "Nothing to do: it is sent again.");

    /// <summary>The target is full.</summary>
    public static readonly ErrorCode TargetFull = new("FM-5004", Cure.RepairAndRetry, "A target disk is full",
        "Choose a larger disk for the migration, or exclude folders.");

    /// <summary>The source cannot be read.</summary>
    public static readonly ErrorCode SourceUnreadable = new("FM-5005", Cure.RepairAndRetry, "A file on the source server cannot be read",
        "Check the disk (dmesg), then retry.");

    /// <summary>The target cannot be written.</summary>
    public static readonly ErrorCode TargetUnwritable = new("FM-5006", Cure.RepairAndRetry, "A file on the target cannot be written",
        "Look at the intermediate instance's log, then retry.");

    /// <summary>Another attempt has taken over.</summary>
    public static readonly ErrorCode Superseded = new("FM-5007", Cure.Wait, "A newer attempt has taken over the data connection",
        "Nothing to do.");

    /// <summary>An exported object cannot be fetched or is not what it should be.</summary>
    public static readonly ErrorCode BadObject = new("FM-5008", Cure.RepairAndRetry, "An exported object cannot be used",
        "Keep others out of the transit bucket, then choose Retry.");

    /// <summary>Upload to the bucket failed.</summary>
    public static readonly ErrorCode UploadFailed = new("FM-5009", Cure.RepairAndRetry, "The converted image could not be uploaded",
        "Check that the intermediate instance reaches the bucket, then choose Retry.");

    /// <summary>The service told the agent to stop sending.</summary>
    public static readonly ErrorCode Stopped = new("FM-5010", Cure.Wait, "The transfer was stopped by the service",
        "Nothing to do: it goes on when the job goes on.");
}
