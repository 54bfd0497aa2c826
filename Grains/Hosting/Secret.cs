using System.Security.Cryptography;
using System.Text;
using FleetMigrator.Grains.Interfaces.ActivationCodes;

namespace FleetMigrator.Grains.Hosting;

/// <summary>Comparison of a secret with its stored hash.</summary>
internal static class Secret
{
    /// <summary>Whether the secret has this hash; takes the same time whatever is presented.</summary>
    public static bool Matches(string presented, string hash)
        => hash.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeText.Hash(presented)), Encoding.ASCII.GetBytes(hash));
}
