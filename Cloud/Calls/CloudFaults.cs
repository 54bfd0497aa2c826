using FleetMigrator.Grains.Interfaces.Errors;
using ErrorCode = FleetMigrator.Grains.Interfaces.Errors.ErrorCode;

namespace FleetMigrator.Cloud.Calls;

/// <summary>Turns the cloud's error answers into entries of our catalogue. The first line that fits decides.</summary>
internal static class CloudFaults
{
    private static readonly (Func<string, bool> Fits, ErrorCode Code)[] Table =
    [
        (Is("SignatureDoesNotMatch", "IncompleteSignature"), CloudErrors.BadSignature),
        (Begins("InvalidAccessKeyId", "InvalidSecurityToken", "SecurityTokenExpired", "Forbidden.AccessKey", "AccessKeyIdAndSecurityToken"), CloudErrors.BadAccessKey),
        (Is("NoSetRoletoECSServiceAcount"), CloudErrors.NoExportRole),
        (Holds("Throttling", "QpsLimitExceeded", "RateLimitExceeded", "ActiveRequestLimitExceeded"), CloudErrors.Throttled),
        (Holds("NotEnoughBalance", "Arrearage", "InsufficientBalance"), CloudErrors.NoFunds),
        (Holds("QuotaExceed", "AuthorizationLimitExceed", "TooManyBuckets", "LimitExceeded"), CloudErrors.Quota),
        (Holds("TokenProcessing", "IdempotentProcessing", "OperationConflict", "TaskConflict", "SystemBusy", "DependencyViolation", "CreatingConflict"), CloudErrors.Busy),
        (Is("IncorrectDiskStatus.NeverAttached", "IncorrectDiskStatus.NeverUsed"), CloudErrors.Refused),
        (Begins("IncorrectVpcStatus", "IncorrectVSwitchStatus", "IncorrectStatus", "IncorrectInstanceStatus", "IncorrectDiskStatus"), CloudErrors.Busy),
        (Is("InvalidSnapshotId.NotReady", "ImageIsExporting", "ImageIsImporting", "DiskCreatingSnapshot", "DiskStillAttached", "SnapshotCreatedImage", "Operation.Conflict"), CloudErrors.Busy),
        // No table of these codes is published; products name the same thing in different words.
        (Holds("NotActivated", "NotOpen", "NoOpen", "NotSubscri", "ServiceNotEnabled", "SnapshotServiceUnavailable"), CloudErrors.NotActivated),
        (Begins("Forbidden", "NoPermission", "AccessDenied", "UserNotInTheWhiteList"), CloudErrors.Forbidden),
        (Holds("NotFound", "NotExist", "NoSuch"), CloudErrors.NotFound),
        (Holds("InternalError", "ServiceUnavailable"), CloudErrors.ServiceFault),
    ];

    /// <summary>Whether the same call may succeed within seconds. Something in use stays so for longer, so that is left to the job.</summary>
    public static bool PassesSoon(CloudRefusal refusal, ErrorCode code)
        => code == CloudErrors.Throttled || code == CloudErrors.ServiceFault
            || (code == CloudErrors.Busy && (refusal.Code.Contains("Processing", StringComparison.Ordinal)
                || refusal.Code is "OperationConflict" or "TaskConflict" or "SystemBusy" or "IncorrectVpcStatus" or "IncorrectVSwitchStatus" or "IncorrectStatus"));

    /// <summary>The entry for an answer.</summary>
    public static ErrorCode Classify(CloudRefusal refusal)
    {
        foreach (var (fits, code) in Table)
        {
            if (fits(refusal.Code))
            {
                return code;
            }
        }

        return refusal switch
        {
            { Status: >= 500 } => CloudErrors.ServiceFault,
            { Code: "", Status: 404 } => CloudErrors.NotFound,
            { Code: "", Status: 403 } => CloudErrors.Forbidden,
            _ => CloudErrors.Refused,
        };
    }

    /// <summary>The exception, with the cloud's code and request id as facts.</summary>
    public static FleetException Exception(ErrorCode code, CloudRefusal refusal)
    {
        var name = refusal.Code.Length > 0 ? refusal.Code : "no code";
        var failure = code.With($"{refusal.Call}: {name} (HTTP {refusal.Status}), {refusal.Message.TrimEnd('.')}; request id {refusal.RequestId}");
        failure.Data[CloudFacts.Code] = refusal.Code;
        failure.Data[CloudFacts.RequestId] = refusal.RequestId;
        return failure;
    }

    private static Func<string, bool> Is(params string[] codes) => code => codes.Contains(code, StringComparer.Ordinal);

    private static Func<string, bool> Begins(params string[] starts) => code => starts.Any(start => code.StartsWith(start, StringComparison.Ordinal));

    private static Func<string, bool> Holds(params string[] parts) => code => parts.Any(part => code.Contains(part, StringComparison.Ordinal));
}
