namespace FleetMigrator.Cloud.Protocol.Errors;

/// <summary>Errors that every product answers with.</summary>
public static class GatewayErrors
{
    public static readonly WireError UnknownAccessKey = new("InvalidAccessKeyId.NotFound", 404, "Specified access key is not found.");
    public static readonly WireError InactiveAccessKey = new("InvalidAccessKeyId.Inactive", 400, "Specified access key is disabled.");
    public static readonly WireError SignatureMismatch = new("SignatureDoesNotMatch", 400, "Specified signature does not match our calculation.");
    public static readonly WireError IncompleteSignature = new("IncompleteSignature", 400, "The request signature is absent or malformed.");
    public static readonly WireError TimeFormat = new("InvalidTimeStamp.Format", 400, "The time stamp is malformed.");
    public static readonly WireError TimeExpired = new("InvalidTimeStamp.Expired", 400, "The time stamp is more than 15 minutes off.");
    public static readonly WireError NonceUsed = new("SignatureNonceUsed", 400, "The signature nonce was used before.");
    public static readonly WireError MissingParameter = new("MissingParameter", 400, "A mandatory parameter is missing.");
    public static readonly WireError InvalidParameter = new("InvalidParameter", 400, "A parameter is not valid.");
    public static readonly WireError UnsupportedParameter = new("UnsupportedParameter", 400, "A parameter is not known to this action.");
    public static readonly WireError InvalidVersion = new("InvalidVersion", 400, "The version is not known.");
    public static readonly WireError UnknownAction = new("InvalidAction.NotFound", 404, "The action is not known for this version.");
    public static readonly WireError NoPermission = new("Forbidden.RAM", 403, "The user may not do this.");
    public static readonly WireError TokenExpired = new("InvalidSecurityToken.Expired", 400, "The security token has expired.");
    public static readonly WireError TokenMalformed = new("InvalidSecurityToken.Malformed", 400, "The security token is malformed.");
    public static readonly WireError TokenMismatch = new("InvalidSecurityToken.MismatchWithAccessKey", 400, "The security token belongs to another access key.");
    public static readonly WireError Throttled = new("Throttling.User", 400, "Too many requests by this user.");
    public static readonly WireError OperationConflict = new("OperationConflict", 409, "The request clashes with an earlier one.");
    public static readonly WireError TokenProcessing = new("LastTokenProcessing", 403, "The first request with this client token is still running.");
    public static readonly WireError TokenMismatched = new("IdempotentParameterMismatch", 400, "The client token was used with other parameters.");
    public static readonly WireError DryRun = new("DryRunOperation", 400, "Validation passed; the DryRun flag was set.");
    public static readonly WireError InternalError = new("InternalError", 500, "The service failed inside.");
    public static readonly WireError Unavailable = new("ServiceUnavailable", 503, "The service is unavailable for now.");
    public static readonly WireError UnknownRegion = new("InvalidRegionId.NotFound", 404, "The region does not exist.");
}
