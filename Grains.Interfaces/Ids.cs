using System.Security.Cryptography;
using System.Text;

namespace FleetMigrator.Grains.Interfaces;

/// <summary>Ids of things: a prefix that names the kind, then letters and digits that are hard to mistake for each other.</summary>
public static class Ids
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new id such as <c>j-4k9…</c>.</summary>
    /// <param name="prefix">Kind, without the hyphen.</param>
    /// <param name="length">Random characters, 5 bits each.</param>
    public static string New(string prefix, int length = 12) => $"{prefix}-{Random(length)}";

    /// <summary>Random characters, 5 bits each, from a cryptographic source.</summary>
    public static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>An id that is always the same for the same facts.</summary>
    /// <param name="prefix">Kind, without the hyphen.</param>
    /// <param name="facts">What identifies the thing.</param>
    public static string Of(string prefix, params ReadOnlySpan<string> facts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', facts)));
        return $"{prefix}-{string.Concat(hash.Take(16).Select(part => Alphabet[part & 31]))}";
    }
}
