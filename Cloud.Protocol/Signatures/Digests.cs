using System.Security.Cryptography;
using System.Text;

namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>The few keyed and plain hashes that the signatures share.</summary>
internal static class Digests
{
    public static string Sha256Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static byte[] HmacSha256(ReadOnlySpan<byte> key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

#pragma warning disable CA5350 // The two old signature schemes prescribe SHA-1; old SDKs speak nothing else.
    public static string HmacSha1Base64(string key, string text)
        => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350

    /// <summary>Compares without telling by its duration where the texts differ.</summary>
    public static bool Same(string expected, string given)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
