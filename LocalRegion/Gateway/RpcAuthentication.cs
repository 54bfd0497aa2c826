using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>Both signatures of the OpenAPI gateway, its clock window and its nonces, checked in the order of the original.</summary>
internal sealed class RpcAuthentication(Credentials credentials, TimeProvider clock)
{
    private readonly NonceWindow _nonces = new(clock, WireTime.Window);

    /// <returns>The account that owns the key.</returns>
    public string Check(RpcRequest request)
    {
        if (request.Wire.Header("Authorization") is { } header)
        {
            CheckThird(request, header);
        }
        else
        {
            CheckFirst(request);
        }

        return credentials.AccountId;
    }

    private void CheckThird(RpcRequest request, string header)
    {
        if (!Acs3Authorization.TryParse(header, out var claim))
        {
            throw GatewayErrors.IncompleteSignature.Because();
        }

        CheckKey(claim.AccessKeyId);
        CheckTime(request.Wire.Header("x-acs-date"), "x-acs-date");
        var nonce = Needed(request.Wire.Header("x-acs-signature-nonce"), "x-acs-signature-nonce");
        var payload = Acs3.PayloadHash(request.Body);
        if (request.Wire.Header("x-acs-content-sha256") != payload)
        {
            throw GatewayErrors.IncompleteSignature.Because("The x-acs-content-sha256 header does not match the body.");
        }

        var check = Acs3.Check(request.Wire, claim, credentials.AccessKeySecret, payload);
        if (!check.Matches)
        {
            throw GatewayErrors.SignatureMismatch.Because(
                $"Specified signature does not match our calculation. server StringToSign is [{check.StringToSign}], server CanonicalRequest is [{check.CanonicalRequest}]");
        }

        CheckNonce(claim.AccessKeyId, nonce);
    }

    private void CheckFirst(RpcRequest request)
    {
        var keyId = Needed(request.Common("AccessKeyId"), "AccessKeyId");
        Needed(request.Common("Signature"), "Signature");
        if (request.Common("SignatureMethod") is not "HMAC-SHA1" || request.Common("SignatureVersion") is not "1.0")
        {
            throw GatewayErrors.IncompleteSignature.Because("Only SignatureMethod HMAC-SHA1 with SignatureVersion 1.0 is supported.");
        }

        CheckKey(keyId);
        CheckTime(request.Common("Timestamp"), "Timestamp");
        var nonce = Needed(request.Common("SignatureNonce"), "SignatureNonce");
        var check = Rpc1.Check(request.Wire.Method, request.Pairs, credentials.AccessKeySecret);
        if (!check.Matches)
        {
            // An SDK recognises its own mistakes by the beginning of this very text.
            throw GatewayErrors.SignatureMismatch.Because(
                $"Specified signature is not matched with our calculation. server string to sign is:{check.StringToSign}");
        }

        CheckNonce(keyId, nonce);
    }

    private void CheckKey(string keyId)
    {
        if (keyId != credentials.AccessKeyId)
        {
            throw GatewayErrors.UnknownAccessKey.Because();
        }
    }

    private void CheckTime(string? text, string name)
    {
        if (!WireTime.TryParse(Needed(text, name), out var time))
        {
            throw GatewayErrors.TimeFormat.Because();
        }

        if ((clock.GetUtcNow() - time).Duration() > WireTime.Window)
        {
            throw GatewayErrors.TimeExpired.Because();
        }
    }

    private void CheckNonce(string keyId, string nonce)
    {
        if (!_nonces.TryUse(keyId, nonce))
        {
            throw GatewayErrors.NonceUsed.Because();
        }
    }

    private static string Needed(string? value, string name) => string.IsNullOrEmpty(value)
        ? throw GatewayErrors.MissingParameter.Because($"The parameter \"{name}\" is mandatory for this action.")
        : value;
}
