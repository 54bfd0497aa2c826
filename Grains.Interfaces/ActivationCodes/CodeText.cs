using System.Security.Cryptography;
using System.Text;

namespace FleetMigrator.Grains.Interfaces.ActivationCodes;

/// <summary>
/// How an activation code is written: <c>at-&lt;12 letters or digits&gt;-&lt;26 letters or digits&gt;</c>. The first part is the
/// id of the grain, the last one the secret (130 bits), which is stored only as SHA-256.
/// </summary>
/// <param name="Id"><c>at-…</c>.</param>
/// <param name="Secret">The secret part.</param>
public sealed record CodeText(string Id, string Secret)
{
    private const int SecretLength = 26;

    /// <summary>The whole code, as an agent presents it.</summary>
    public override string ToString() => $"{Id}-{Secret}";

    /// <summary>Takes a code apart; null when it has not the form of one.</summary>
    public static CodeText? Parse(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var cut = trimmed.LastIndexOf('-');
        return trimmed.StartsWith("at-", StringComparison.Ordinal) && cut > 3 && trimmed.Length - cut - 1 == SecretLength
            ? new CodeText(trimmed[..cut], trimmed[(cut + 1)..])
            : null;
    }

    /// <summary>The form in which a secret is stored.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
