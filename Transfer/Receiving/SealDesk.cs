using System.Security.Cryptography.X509Certificates;
using System.Text;
using FleetMigrator.Transfer.Frames;
using FleetMigrator.Transfer.Receipts;

namespace FleetMigrator.Transfer.Receiving;

/// <summary>Answers the sender's wish for a seal: what was found, the receiver's signature, and the manifest.</summary>
internal sealed class SealDesk(string jobId, string stateFolder, X509Certificate2 certificate)
{
    private const int PieceLength = 256 * 1024;
    private const int LongestName = 1024;

    private string ManifestPath => Path.Combine(stateFolder, "manifest.zst");

    public void Seal(long epoch, IEnumerable<ReceivingVolume> volumes, Durability durability, bool verify, FrameWriter frames, Action check)
    {
        durability.Flush();
        using var file = new FileStream(ManifestPath, FileMode.Create, FileAccess.ReadWrite);
        var algorithm = verify ? Sealing.Strong : Sealing.Quick;
        Sealing sealing;
        ReceiptStatement statement;
        using (var manifest = new ManifestWriter(file, algorithm))
        {
            sealing = new Sealing(durability, verify, manifest, check);
            foreach (var volume in volumes.OrderBy(volume => volume.Id))
            {
                sealing.Run(volume);
            }

            statement = new ReceiptStatement(jobId, epoch, algorithm, manifest.Entries, sealing.Bytes, manifest.Root());
        }

        durability.Flush(); // What was forgotten must stay so.
        var length = sealing.Damaged == 0 ? file.Length : 0;
        frames.Write(FrameType.Sealed, Reply(sealing, statement, length).Written);
        if (length > 0)
        {
            Send(file, frames);
        }
    }

    private ByteWriter Reply(Sealing sealing, ReceiptStatement statement, long manifestLength)
    {
        var reply = new ByteWriter(1024).Int64(sealing.BytesRead).Int64(sealing.Damaged).Int32(sealing.DamagedNames.Count);
        foreach (var name in sealing.DamagedNames)
        {
            Text(reply, name.Length > LongestName ? name[..LongestName] : name);
        }

        Text(reply, statement.ToString());
        var signature = Receipt.Sign(statement.ToString(), certificate);
        return reply.UInt16((ushort)signature.Length).Bytes(signature).Int64(manifestLength);
    }

    private static void Send(FileStream file, FrameWriter frames)
    {
        file.Position = 0;
        var piece = new byte[PieceLength];
        for (int read; (read = file.Read(piece)) > 0;)
        {
            frames.Write(FrameType.Manifest, piece.AsSpan(0, read));
        }
    }

    private static void Text(ByteWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.UInt16((ushort)bytes.Length).Bytes(bytes);
    }
}
