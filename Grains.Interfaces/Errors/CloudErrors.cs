namespace FleetMigrator.Grains.Interfaces.Errors;

/// <summary>FM-4xxx: answers of the cloud.</summary>
public static class CloudErrors
{
    /// <summary>The cloud cannot be reached.</summary>
    public static readonly ErrorCode Unreachable = new("FM-4001", Cure.Wait, "The cloud cannot be reached",
        "Check network, proxy and endpoint; the service tries again by itself.");

    /// <summary>The access key is unknown or disabled.</summary>
    public static readonly ErrorCode BadAccessKey = new("FM-4002", Cure.RepairAndRetry, "The cloud does not accept the access key",
        "Check the access key in the configuration.", "InvalidAccessKeyId.NotFound");

    /// <summary>The signature does not match.</summary>
    public static readonly ErrorCode BadSignature = new("FM-4003", Cure.RepairAndRetry, "The cloud does not accept the signature",
        "Check the access key's secret in the configuration.", "SignatureDoesNotMatch");

    /// <summary>The account lacks a right.</summary>
    public static readonly ErrorCode Forbidden = new("FM-4004", Cure.RepairAndRetry, "The account may not do this in the cloud",
        "Grant the missing right to the RAM user or role.", "Forbidden.RAM");

    /// <summary>Too many calls.</summary>
    public static readonly ErrorCode Throttled = new("FM-4005", Cure.Wait, "The cloud asks for fewer calls",
        "Nothing to do: the service tries again by itself.", "Throttling");

    /// <summary>The cloud failed inside.</summary>
    public static readonly ErrorCode ServiceFault = new("FM-4006", Cure.Wait, "The cloud answered with a fault of its own",
        "Nothing to do: the service tries again by itself.", "InternalError");

    /// <summary>A thing that was asked for is not there.</summary>
    public static readonly ErrorCode NotFound = new("FM-4007", Cure.RepairAndRetry, "A cloud resource does not exist",
        "Check the id that is named, and that nobody removed it.");

    /// <summary>The request was refused for what it asks.</summary>
    public static readonly ErrorCode Refused = new("FM-4008", Cure.RepairAndRetry, "The cloud refused the request",
        "Look at the cloud's code and message.");

    /// <summary>A quota of the account is used up.</summary>
    public static readonly ErrorCode Quota = new("FM-4009", Cure.RepairAndRetry, "A quota of the cloud account is used up",
        "Free resources or raise the quota in the cloud's console.");

    /// <summary>Something else is going on with the resource.</summary>
    public static readonly ErrorCode Busy = new("FM-4010", Cure.Wait, "The cloud resource is busy",
        "Nothing to do: the service tries again by itself.", "OperationConflict");

    /// <summary>No money on the account.</summary>
    public static readonly ErrorCode NoFunds = new("FM-4011", Cure.RepairAndRetry, "The cloud account has no funds",
        "Top up the account, then retry.", "InvalidAccountStatus.NotEnoughBalance");

    /// <summary>ECS may not write to OSS.</summary>
    public static readonly ErrorCode NoExportRole = new("FM-4012", Cure.RepairAndRetry, "ECS may not write images to the bucket",
        "In the RAM console create the role AliyunECSImageExportDefaultRole for the service ecs.aliyuncs.com with the policy AliyunECSImageExportRolePolicy, then try again.", "NoSetRoletoECSServiceAcount");

    /// <summary>No cloud is configured.</summary>
    public static readonly ErrorCode NotConfigured = new("FM-4013", Cure.RepairAndRetry, "No cloud account is configured",
        "Set an access key, or start the local region.");

    /// <summary>A service of the account was never activated.</summary>
    public static readonly ErrorCode NotActivated = new("FM-4014", Cure.RepairAndRetry, "A service is not activated for the cloud account",
        "Activate the service that is named (for edge images: Edge Node Service) in the cloud's console, then try again.");
}
