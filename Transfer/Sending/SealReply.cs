using System.Text;
using FleetMigrator.Transfer.Frames;

namespace FleetMigrator.Transfer.Sending;

/// <summary>What the receiver found on its disks.</summary>
/// <param name="BytesRead">Bytes that it read again.</param>
/// <param name="Damaged">Files that are not what arrived.</param>
/// <param name="DamagedNames">The first of them.</param>
/// <param name="Statement">What it signed.</param>
/// <param name="Signature">Its signature.</param>
/// <param name="ManifestLength">Bytes of the manifest that follows; 0 when none does.</param>
internal sealed record SealReply(
    long BytesRead, long Damaged, IReadOnlyList<string> DamagedNames, string Statement, byte[] Signature, long ManifestLength)
{
    /// <exception cref="ProtocolException">It isn't such a reply.</exception>
    public static SealReply Parse(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        var (read, damaged) = (reader.Count(), reader.Count());
        var names = new List<string>();
        for (var count = reader.Int32(); count > 0; count--)
        {
            names.Add(Encoding.UTF8.GetString(reader.Bytes(reader.UInt16())));
        }

        var statement = Encoding.UTF8.GetString(reader.Bytes(reader.UInt16()));
        var signature = reader.Bytes(reader.UInt16()).ToArray();
        var length = reader.Count();
        reader.ExpectEnd();
        return new SealReply(read, damaged, names, statement, signature, length);
    }
}
