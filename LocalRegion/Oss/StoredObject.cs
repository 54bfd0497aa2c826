using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>An object: what is known about it, and the files that hold its bytes one after the other.</summary>
internal sealed record StoredObject(
    string Bucket,
    string Key,
    long Size,
    string ETag,
    ulong Crc64,
    string ContentType,
    IReadOnlyDictionary<string, string> Headers,
    DateTimeOffset Modified,
    bool Multipart,
    IReadOnlyList<Segment> Segments) : IDocument
{
    public string Id => IdOf(Bucket, Key);

    public static string IdOf(string bucket, string key) => Ids.Hash($"{bucket}/{key}");
}
