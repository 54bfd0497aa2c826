namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>The parsed <c>Authorization</c> header of <see cref="Acs3"/>.</summary>
/// <param name="AccessKeyId">Who signed.</param>
/// <param name="SignedHeaders">Lower-case names, as listed.</param>
/// <param name="Signature">Lower-case hex.</param>
public sealed record Acs3Authorization(string AccessKeyId, IReadOnlyList<string> SignedHeaders, string Signature)
{
    /// <summary>Reads the header; false when it is absent, of another scheme or lacks a field.</summary>
    public static bool TryParse(string? header, out Acs3Authorization authorization)
    {
        authorization = new("", [], "");
        if (header is null || !header.StartsWith(Acs3.Algorithm + " ", StringComparison.Ordinal))
        {
            return false;
        }

        var fields = AuthorizationFields.Read(header[Acs3.Algorithm.Length..]);
        if (!fields.TryGetValue("Credential", out var id) || !fields.TryGetValue("SignedHeaders", out var names) || !fields.TryGetValue("Signature", out var signature))
        {
            return false;
        }

        authorization = new(id, names.Split(';', StringSplitOptions.RemoveEmptyEntries), signature);
        return true;
    }
}
