using System.Security.Cryptography.X509Certificates;
using FleetMigrator.Transfer.Receipts;

namespace FleetMigrator.Transfer.Sending;

/// <summary>Signs for the agent, after taking the manifest's root again and looking at what the receiver signed.</summary>
internal static class SealCheck
{
    /// <exception cref="TransferException">The manifest isn't the one that the receiver signed, or speaks of something else.</exception>
    public static Receipt Sign(SenderOptions options, SealReply reply, byte[] receiverCertificate, string manifestPath)
    {
        try
        {
            var statement = ReceiptStatement.Parse(reply.Statement);
            var (root, algorithm, entries) = Read(manifestPath);
            var same = statement.Root == root && statement.Algorithm == algorithm && statement.Entries == entries
                && statement.Job == options.JobId && statement.Epoch == options.Epoch
                && Receipt.IsSigned(reply.Statement, receiverCertificate, reply.Signature);
            return same
                ? new Receipt(reply.Statement, options.Certificate.Export(X509ContentType.Cert), Receipt.Sign(reply.Statement, options.Certificate), receiverCertificate, reply.Signature)
                : throw new TransferException(TransferFailure.Damaged, $"the manifest has the root {root} over {entries} entries, the receiver signed: {reply.Statement}");
        }
        catch (FormatException error)
        {
            throw new TransferException(TransferFailure.Damaged, $"the receiver's manifest can't be used: {error.Message}", error);
        }
    }

    private static (string Root, string Algorithm, long Entries) Read(string path)
    {
        using var file = File.OpenRead(path);
        using var manifest = new ManifestReader(file);
        while (manifest.Read() is not null)
        {
        }

        return (manifest.Root(), manifest.Algorithm, manifest.Entries);
    }
}
