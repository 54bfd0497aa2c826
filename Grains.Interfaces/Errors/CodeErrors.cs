namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-1xxx: activation codes and enrolment.</summary>
public static class CodeErrors
{
    /// <summary>No such code was ever made here.</summary>
    public static readonly ErrorCode Unknown = new("FM-1001", Cure.RepairAndRetry, "The activation code is not known",
        "Check the code for typing mistakes, or create a new one on the page Activation codes.");

    /// <summary>The code's validity has passed.</summary>
    public static readonly ErrorCode Expired = new("FM-1002", Cure.RepairAndRetry, "The activation code has expired",
        "Create a new activation code; servers that are already imported are not affected.", "expired");

    /// <summary>As many servers as the code allows have used it.</summary>
    public static readonly ErrorCode UsedUp = new("FM-1003", Cure.RepairAndRetry, "The activation code has no places left",
        "Create a new activation code with a larger number of servers.");

    /// <summary>Somebody disabled the code.</summary>
    public static readonly ErrorCode Disabled = new("FM-1004", Cure.RepairAndRetry, "The activation code is disabled",
        "Create a new activation code; disabling is final.", "unactivated");

    /// <summary>Number of servers outside 1 to 1,000.</summary>
    public static readonly ErrorCode CountOutOfRange = new("FM-1005", Cure.RepairAndRetry, "The number of servers of a code must be from 1 to 1,000",
        "Enter a number from 1 to 1,000; 200 is the usual one.");

    /// <summary>Validity outside 1 to 90 days.</summary>
    public static readonly ErrorCode ValidityOutOfRange = new("FM-1006", Cure.RepairAndRetry, "The validity of a code must be from 1 to 90 days",
        "Enter a number of days from 1 to 90; 90 is the usual one.");

    /// <summary>The certificate request of the agent cannot be read or is not signed by its own key.</summary>
    public static readonly ErrorCode BadCertificateRequest = new("FM-1007", Cure.RepairAndRetry, "The agent's certificate request is not valid",
        "Run the install line again; if it persists, install the agent that this service offers.");

    /// <summary>The name is empty, too long or has forbidden characters.</summary>
    public static readonly ErrorCode BadName = new("FM-1008", Cure.RepairAndRetry, "The name is not allowed",
        "Use 2 to 128 characters, beginning with a letter; letters, digits, colon, underscore and hyphen may follow.");

    /// <summary>An agent that runs without a terminal was given no activation code.</summary>
    public static readonly ErrorCode NotGiven = new("FM-1009", Cure.RepairAndRetry, "No activation code was given",
        "Run the agent on a terminal and enter the code, or give it by FLEET_AGENT_CODE, --code-file FILE or, from standard input, --code -.");
}
