using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace FleetMigrator.Transfer.Receipts;

/// <summary>The proof of a copy: a statement about what arrived, signed by both ends (ECDSA with SHA-256, DER).</summary>
/// <param name="Statement">Text of a <see cref="ReceiptStatement"/>.</param>
/// <param name="AgentCertificate">DER.</param>
/// <param name="AgentSignature">Over the statement's bytes.</param>
/// <param name="ReceiverCertificate">DER.</param>
/// <param name="ReceiverSignature">Over the statement's bytes.</param>
public sealed record Receipt(string Statement, byte[] AgentCertificate, byte[] AgentSignature, byte[] ReceiverCertificate, byte[] ReceiverSignature)
{
    /// <summary>Signs as one of the two ends.</summary>
    public static byte[] Sign(string statement, X509Certificate2 own)
    {
        using var key = own.GetECDsaPrivateKey() ?? throw new CryptographicException("a certificate for receipts must have an ECDSA key");
        return key.SignData(Encoding.ASCII.GetBytes(statement), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>Whether the owner of a certificate signed the statement.</summary>
    public static bool IsSigned(string statement, byte[] certificate, byte[] signature)
    {
        using var owner = X509CertificateLoader.LoadCertificate(certificate);
        using var key = owner.GetECDsaPublicKey();
        return key?.VerifyData(Encoding.ASCII.GetBytes(statement), signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence) ?? false;
    }

    /// <summary>As JSON, for files and the service.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReceiptJson.Default.Receipt);

    /// <exception cref="FormatException">It isn't a receipt.</exception>
    public static Receipt FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReceiptJson.Default.Receipt) is { Statement: not null, AgentCertificate: not null, AgentSignature: not null, ReceiverCertificate: not null, ReceiverSignature: not null } receipt
                ? receipt
                : throw new FormatException("not a receipt");
        }
        catch (JsonException error)
        {
            throw new FormatException($"not a receipt: {error.Message}", error);
        }
    }
}
