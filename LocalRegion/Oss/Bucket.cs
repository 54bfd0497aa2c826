using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>A bucket; its name is its id.</summary>
internal sealed record Bucket(string Id, string Region, DateTimeOffset Created) : IDocument;
