namespace FleetMigrator.Cloud.Protocol.Errors;

/// <summary>Errors of OSS.</summary>
public static class OssErrors
{
    public static readonly WireError UnknownAccessKey = new("InvalidAccessKeyId", 403, "The access key id does not exist.");
    public static readonly WireError SignatureMismatch = new("SignatureDoesNotMatch", 403, "The signature does not match our calculation.");
    public static readonly WireError TimeTooSkewed = new("RequestTimeTooSkewed", 403, "The request's time is more than 15 minutes off.");
    public static readonly WireError AccessDenied = new("AccessDenied", 403, "Access is denied.");
    public static readonly WireError Expired = new("AccessDenied", 403, "Request has expired.");
    public static readonly WireError InvalidArgument = new("InvalidArgument", 400, "An argument is not valid.");
    public static readonly WireError WrongRegion = new("InvalidArgument", 400, "Invalid signing region in Authorization header.");
    public static readonly WireError BucketNotFound = new("NoSuchBucket", 404, "The bucket does not exist.");
    public static readonly WireError BucketExists = new("BucketAlreadyExists", 409, "The bucket name is taken.");
    public static readonly WireError BucketNotEmpty = new("BucketNotEmpty", 409, "The bucket is not empty.");
    public static readonly WireError BucketNameInvalid = new("InvalidBucketName", 400, "The bucket name is not valid.");
    public static readonly WireError TooManyBuckets = new("TooManyBuckets", 400, "The quota of buckets is used up.");
    public static readonly WireError KeyNotFound = new("NoSuchKey", 404, "The object does not exist.");
    public static readonly WireError KeyInvalid = new("InvalidObjectName", 400, "The object's key is not valid.");
    public static readonly WireError ObjectExists = new("FileAlreadyExists", 409, "The object exists and may not be overwritten.");
    public static readonly WireError RangeInvalid = new("InvalidRange", 416, "The range lies outside the object.");
    public static readonly WireError PreconditionFailed = new("PreconditionFailed", 412, "A condition of the request does not hold.");
    public static readonly WireError MissingLength = new("MissingContentLength", 411, "Content-Length or chunked encoding is needed.");
    public static readonly WireError DigestInvalid = new("InvalidDigest", 400, "Content-MD5 does not match the body.");
    public static readonly WireError UploadNotFound = new("NoSuchUpload", 404, "The upload does not exist: it was completed, aborted or never begun.");
    public static readonly WireError PartInvalid = new("InvalidPart", 400, "A part does not exist or its tag differs.");
    public static readonly WireError PartOrderInvalid = new("InvalidPartOrder", 400, "The parts are not in ascending order.");
    public static readonly WireError PartTooSmall = new("EntityTooSmall", 400, "A part other than the last is smaller than 100 KB.");
    public static readonly WireError TooLarge = new("EntityTooLarge", 400, "The body is larger than 5 GB.");
    public static readonly WireError MalformedXml = new("MalformedXML", 400, "The XML body is malformed.");
    public static readonly WireError MethodNotAllowed = new("MethodNotAllowed", 405, "The method is not allowed on this resource.");
    public static readonly WireError NotImplemented = new("NotImplemented", 501, "This operation is not offered here.");
    public static readonly WireError InternalError = new("InternalError", 500, "The service failed inside.");
    public static readonly WireError Unavailable = new("ServiceUnavailable", 503, "The service is unavailable for now.");
}
