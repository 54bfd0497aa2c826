namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-8xxx: who may.</summary>
public static class AccessErrors
{
    /// <summary>No or wrong start token.</summary>
    public static readonly ErrorCode NotLoggedIn = new("FM-8001", Cure.RepairAndRetry, "You are not logged in",
        "Open the address that the service printed at its start.");

    /// <summary>An agent without a certificate of this service.</summary>
    public static readonly ErrorCode NoCertificate = new("FM-8002", Cure.RepairAndRetry, "The agent shows no certificate of this service",
        "Import the server again.");

    /// <summary>A receiver that cannot prove its instance.</summary>
    public static readonly ErrorCode BadToken = new("FM-8003", Cure.StartOver, "The intermediate instance cannot prove who it is",
        "Cancel the job and start a new one.");

    /// <summary>Too many tries from one address.</summary>
    public static readonly ErrorCode TooMany = new("FM-8004", Cure.Wait, "Too many requests from one address",
        "Wait a minute; the agent tries again by itself.");

    /// <summary>Unknown id or wrong secret; from outside they look the same.</summary>
    public static readonly ErrorCode BadAccessKey = new("FM-8005", Cure.RepairAndRetry, "The access key is not accepted",
        "Check id and secret, or create a new access key.");

    /// <summary>The key's validity has passed.</summary>
    public static readonly ErrorCode ExpiredAccessKey = new("FM-8006", Cure.RepairAndRetry, "The access key has expired",
        "Create a new access key; servers that joined with it are not affected.");

    /// <summary>Somebody revoked the key.</summary>
    public static readonly ErrorCode RevokedAccessKey = new("FM-8007", Cure.RepairAndRetry, "The access key was revoked",
        "Create a new access key; revoking is final.");

    /// <summary>The key is right, but does not allow this.</summary>
    public static readonly ErrorCode ScopeTooSmall = new("FM-8008", Cure.RepairAndRetry, "The access key does not allow this",
        "Use an access key of the scope that is named.");

    /// <summary>Validity outside 1 to 365 days, or a description that is too long.</summary>
    public static readonly ErrorCode BadAccessKeyRequest = new("FM-8009", Cure.RepairAndRetry, "The access key cannot be made like this",
        "Choose a validity of 1 to 365 days and a description of at most 256 characters.");

    /// <summary>No such access key.</summary>
    public static readonly ErrorCode UnknownAccessKey = new("FM-8010", Cure.RepairAndRetry, "There is no such access key",
        "Look it up in the list of access keys.");
}
