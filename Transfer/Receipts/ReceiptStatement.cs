using System.Globalization;

namespace FleetMigrator.Transfer.Receipts;

/// <summary>What both ends sign.</summary>
/// <param name="Job">The job.</param>
/// <param name="Epoch">The attempt.</param>
/// <param name="Algorithm"><c>xxh128</c>, or <c>sha256</c> after a checksum verification.</param>
/// <param name="Entries">Lines of the manifest.</param>
/// <param name="Bytes">Sum of the files' sizes.</param>
/// <param name="Root">Root of the tree of hashes, lower-case hex.</param>
public sealed record ReceiptStatement(string Job, long Epoch, string Algorithm, long Entries, long Bytes, string Root)
{
    private const string Head = "FleetMigrator receipt 1";

    /// <summary>The signed text.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Head}\njob: {Job}\nepoch: {Epoch}\nalgorithm: {Algorithm}\nentries: {Entries}\nbytes: {Bytes}\nroot: {Root}\n");

    /// <exception cref="FormatException">It isn't such a text.</exception>
    public static ReceiptStatement Parse(string text)
    {
        var values = text.Split('\n') is [Head, .. var lines, ""] ? lines.Select(line => line.Split(": ", 2)).ToArray() : [];
        if (values is not [["job", var job], ["epoch", var epoch], ["algorithm", var algorithm], ["entries", var entries], ["bytes", var bytes], ["root", var root]])
        {
            throw new FormatException("not the statement of a receipt");
        }

        return new ReceiptStatement(job, Number(epoch), algorithm, Number(entries), Number(bytes), root);
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
