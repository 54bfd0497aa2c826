using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Silo.Hosting;

namespace FleetMigrator.Silo.Certificates;

/// <summary>A certificate with its key, kept as one PEM file that only the service can read.</summary>
internal static class KeyPair
{
    /// <summary>Reads the pair from the file, or makes it and writes it there.</summary>
    public static X509Certificate2 LoadOrMake(string path, Func<ECDsa, X509Certificate2> make)
    {
        if (!File.Exists(path))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = make(key);
            PrivateFile.Write(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        }

        var pem = File.ReadAllText(path);
        return X509Certificate2.CreateFromPem(pem, pem);
    }
}
