namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>RPC version 1: HMAC-SHA1 over the parameters, used by old SDKs and by Debian's libcloud. Query and form body count together.</summary>
public static class Rpc1
{
    /// <summary>Parameter that carries the signature and is not signed itself.</summary>
    public const string SignatureParameter = "Signature";

    /// <summary>The string that is signed.</summary>
    /// <param name="method">In upper case.</param>
    /// <param name="parameters">Decoded pairs of query and form; <c>Signature</c> among them is skipped.</param>
    public static string StringToSign(string method, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var canonical = Query.Canonical(parameters.Where(pair => pair.Key != SignatureParameter));
        return $"{method}&%2F&{PercentEncoding.Encode(canonical)}";
    }

    /// <summary>Base64; the key is the secret followed by one ampersand.</summary>
    public static string Signature(string secret, string stringToSign) => Digests.HmacSha1Base64(secret + "&", stringToSign);

    /// <summary>All parameters of a signed call: the business ones, the common ones and the signature.</summary>
    public static List<KeyValuePair<string, string>> Sign(
        string method, string action, string version, IEnumerable<KeyValuePair<string, string>> parameters, AccessKey key, DateTimeOffset at, string nonce)
    {
        List<KeyValuePair<string, string>> all =
        [
            .. parameters,
            new("Action", action),
            new("Version", version),
            new("Format", "JSON"),
            new("AccessKeyId", key.Id),
            new("SignatureMethod", "HMAC-SHA1"),
            new("SignatureVersion", "1.0"),
            new("SignatureNonce", nonce),
            new("Timestamp", WireTime.Seconds(at)),
        ];
        if (key.SecurityToken is { } token)
        {
            all.Add(new("SecurityToken", token));
        }

        all.Add(new(SignatureParameter, Signature(key.Secret, StringToSign(method, all))));
        return all;
    }

    /// <summary>Computes the signature anew.</summary>
    public static SignatureCheck Check(string method, IReadOnlyCollection<KeyValuePair<string, string>> parameters, string secret)
    {
        var given = parameters.FirstOrDefault(pair => pair.Key == SignatureParameter).Value ?? "";
        var text = StringToSign(method, parameters);
        return new(Digests.Same(Signature(secret, text), given), text);
    }
}
