using System.Security.Cryptography;
using System.Text.Json;
using FleetMigrator.Agent.Faults;

namespace FleetMigrator.Agent.Installation;

/// <summary>Content of <c>client.json</c>, which lies beside a downloaded client: whom it imports to.</summary>
/// <param name="Silo">Address of the service for agents, https.</param>
/// <param name="CaSha256">SHA-256 of the certificate authority that signs for the service, hex.</param>
internal sealed record ClientSettings(Uri? Silo, string? CaSha256)
{
    /// <returns>Null when there is no such file: the agent was installed by a script.</returns>
    /// <exception cref="AgentException">FM-2021 when the file can't be used.</exception>
    public static ClientSettings? Read(InstallFolder folder)
    {
        if (!File.Exists(folder.Client))
        {
            return null;
        }

        try
        {
            var settings = JsonSerializer.Deserialize(File.ReadAllBytes(folder.Client), AgentJson.Default.ClientSettings);
            return settings is { Silo: { IsAbsoluteUri: true, Scheme: "https" }, CaSha256: { } pin } && IsSha256(pin)
                ? settings
                : throw AgentFaults.AgentBroken.With($"{folder.Client} must name silo, an https address, and caSha256, 64 hexadecimal digits");
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw AgentFaults.AgentBroken.With($"{folder.Client} cannot be read: {e.Message}", e);
        }
    }

    public static bool IsSha256(string text) => text.Length == SHA256.HashSizeInBytes * 2 && text.All(char.IsAsciiHexDigit);
}
