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
}
