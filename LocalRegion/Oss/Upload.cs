using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>An upload in parts that has been begun and neither completed nor aborted.</summary>
internal sealed record Upload(
    string Id,
    string Bucket,
    string Key,
    string ContentType,
    IReadOnlyDictionary<string, string> Headers,
    DateTimeOffset Initiated) : IDocument;
