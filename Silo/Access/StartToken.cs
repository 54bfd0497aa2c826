using System.Security.Cryptography;
using System.Text;
using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Silo.Hosting;

namespace FleetMigrator.Silo.Access;

/// <summary>
/// The secret that lets people in until there is a login. Kept in the data folder, so that open pages and scripts survive a
/// restart of the service.
/// </summary>
internal sealed class StartToken
{
    private const int Characters = 32; // 160 bits.

    private StartToken(string text) => Text = text;

    public string Text { get; }

    public static StartToken LoadOrMake(string path)
    {
        if (File.Exists(path))
        {
            return new StartToken(File.ReadAllText(path).Trim());
        }

        var text = Ids.Random(Characters);
        PrivateFile.Write(path, text + "\n");
        return new StartToken(text);
    }

    /// <summary>Whether somebody presents it; takes the same time whatever is presented.</summary>
    public bool Matches(string? presented)
        => presented is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
