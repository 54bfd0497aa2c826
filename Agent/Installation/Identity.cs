using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FleetMigrator.Agent.Faults;

namespace FleetMigrator.Agent.Installation;

/// <summary>Who this agent is to the service: settings, certificate with its key, and the CA that it trusts.</summary>
internal sealed class Identity(AgentSettings settings, X509Certificate2 certificate, X509Certificate2 ca) : IDisposable
{
    public AgentSettings Settings { get; } = settings;

    /// <summary>With private key; the key never leaves this server.</summary>
    public X509Certificate2 Certificate { get; } = certificate;

    public X509Certificate2 Ca { get; } = ca;

    /// <summary>Reads what an import left behind.</summary>
    /// <exception cref="AgentException">FM-2021 when the server isn't imported or a file is damaged.</exception>
    public static Identity Load(InstallFolder folder)
    {
        if (!File.Exists(folder.Settings) || !File.Exists(folder.Certificate))
        {
            throw AgentFaults.AgentBroken.With($"this server is not imported: {folder.Settings} or {folder.Certificate} is missing");
        }

        try
        {
            var settings = JsonSerializer.Deserialize(File.ReadAllBytes(folder.Settings), AgentJson.Default.AgentSettings)
                ?? throw AgentFaults.AgentBroken.With($"{folder.Settings} is empty");
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(folder.Key));
            using var bare = X509CertificateLoader.LoadCertificateFromFile(folder.Certificate);
            return new Identity(settings, bare.CopyWithPrivateKey(key), X509CertificateLoader.LoadCertificateFromFile(folder.Ca));
        }
        catch (Exception e) when (e is IOException or JsonException or CryptographicException or ArgumentException)
        {
            throw AgentFaults.AgentBroken.With($"the identity in {folder.Root} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The key in the folder, made there the first time: a repeated import keeps it.</summary>
    public static ECDsa KeyIn(InstallFolder folder)
    {
        if (File.Exists(folder.Key))
        {
            var kept = ECDsa.Create();
            kept.ImportFromPem(File.ReadAllText(folder.Key));
            return kept;
        }

        var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DurableFile.Write(folder.Key, made.ExportPkcs8PrivateKeyPem() + "\n");
        return made;
    }

    public void Dispose()
    {
        Certificate.Dispose();
        Ca.Dispose();
    }
}
