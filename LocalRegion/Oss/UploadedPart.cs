using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>A part that has arrived.</summary>
internal sealed record UploadedPart(
    string UploadId,
    int Number,
    string ETag,
    ulong Crc64,
    DateTimeOffset Modified,
    Segment Bytes) : IDocument
{
    public string Id => IdOf(UploadId, Number);

    public static string IdOf(string uploadId, int number) => $"{uploadId}-{number:D5}";
}
