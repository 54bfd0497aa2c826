using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Both signatures of the object store, in a header or in the address. Every bucket is private, so nobody may call unsigned.</summary>
internal sealed class OssAuthentication(RegionState state, Credentials credentials, TimeProvider clock)
{
    /// <summary>Returns the region that the signature names, or null with the old signature.</summary>
    public string? Check(WireRequest wire, OssRoute route)
    {
        if (Oss4Claim.TryRead(wire, out var fourth))
        {
            CheckFourth(wire, route, fourth);
            return fourth.Region;
        }

        if (Oss1Claim.TryRead(wire, out var first))
        {
            CheckFirst(wire, route, first);
            return null;
        }

        throw wire.Header("Authorization") is null
            ? OssFailure.AccessDenied("You have no right to access this object because of bucket acl.")
            : OssFailure.InvalidArgument("The Authorization header is not valid.", "Authorization", wire.Header("Authorization")!);
    }

    private void CheckFourth(WireRequest wire, OssRoute route, Oss4Claim claim)
    {
        CheckKey(claim.AccessKeyId);
        if (!WireTime.TryParse(claim.Date, out var date) || claim.Day != WireTime.Day(date))
        {
            throw OssFailure.InvalidArgument("The date of the signature is not valid.", "x-oss-date", claim.Date);
        }

        var now = clock.GetUtcNow();
        if (claim.Validity is { } validity)
        {
            if (now > date + validity)
            {
                throw OssFailure.AccessDenied("Request has expired.");
            }

            if (date - now > WireTime.Window)
            {
                throw OssFailure.AccessDenied("Request is not yet valid.");
            }
        }
        else
        {
            CheckWindow(now, date);
        }

        CheckRegion(wire, route, claim);
        Refuse(Oss4.Check(wire, route.Resource, claim, credentials.AccessKeySecret), claim.AccessKeyId, claim.Signature);
    }

    private void CheckFirst(WireRequest wire, OssRoute route, Oss1Claim claim)
    {
        CheckKey(claim.AccessKeyId);
        var now = clock.GetUtcNow();
        if (claim.Expires is { } expires)
        {
            if (now > expires)
            {
                throw OssFailure.AccessDenied("Request has expired.");
            }
        }
        else if (!WireTime.TryParse(Oss1.DateLine(wire), out var date))
        {
            throw OssFailure.AccessDenied("OSS authentication requires a valid Date.");
        }
        else
        {
            CheckWindow(now, date);
        }

        Refuse(Oss1.Check(wire, route.Resource, claim, credentials.AccessKeySecret), claim.AccessKeyId, claim.Signature);
    }

    // A bucket is served by its own region only. Asking for the location is how a caller finds that region, so it may ask anywhere.
    private void CheckRegion(WireRequest wire, OssRoute route, Oss4Claim claim)
    {
        if (route.Resource.Bucket.Length == 0
            || Query.Parse(wire.QueryString, plusIsSpace: false).Any(pair => pair.Key is "location" or "bucketInfo")
            || (wire.Method == "PUT" && route.Resource.Key.Length == 0))
        {
            return;
        }

        var region = state.Read(() => state.Buckets.Find(route.Resource.Bucket)?.Region);
        if (region is not null && region != claim.Region)
        {
            throw OssFailure.InvalidArgument(
                $"Invalid signing region in Authorization header: {claim.Region}, the bucket is in {region}.", "Authorization", claim.Region);
        }
    }

    private void CheckKey(string keyId)
    {
        if (keyId != credentials.AccessKeyId)
        {
            throw new OssFailure(403, "InvalidAccessKeyId", "The OSS Access Key Id you provided does not exist in our records.", ("OSSAccessKeyId", keyId));
        }
    }

    private static void CheckWindow(DateTimeOffset now, DateTimeOffset date)
    {
        if ((now - date).Duration() > WireTime.Window)
        {
            throw new OssFailure(
                403,
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.",
                ("MaxAllowedSkewMilliseconds", WireTime.Window.TotalMilliseconds.ToString()),
                ("ServerTime", OssAnswer.Time(now)));
        }
    }

    private static void Refuse(SignatureCheck check, string keyId, string signature)
    {
        if (!check.Matches)
        {
            throw new OssFailure(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
                ("OSSAccessKeyId", keyId),
                ("SignatureProvided", signature),
                ("StringToSign", check.StringToSign),
                ("CanonicalRequest", check.CanonicalRequest));
        }
    }
}
