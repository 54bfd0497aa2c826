using System.Security.Cryptography;

namespace FleetMigrator.LocalRegion.State;

/// <summary>Identifiers in the cloud's forms.</summary>
internal static class Ids
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int Length = 18;

    /// <summary>Such as <c>i-2ze0k1…</c>: a prefix that tells the kind, then 20 characters.</summary>
    public static string New(string prefix) => $"{prefix}-2z{RandomNumberGenerator.GetString(Alphabet, Length)}";

    /// <summary>An upper-case GUID, as every answer carries one.</summary>
    public static string Request() => Guid.NewGuid().ToString("D").ToUpperInvariant();

    /// <summary>A name for a document whose key may hold any character.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
