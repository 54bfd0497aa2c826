using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Networks;

/// <summary>A range of a VPC in one zone.</summary>
internal sealed record VSwitch(
    string Id,
    string VpcId,
    string Region,
    string Zone,
    string Name,
    string Cidr,
    IReadOnlyDictionary<string, string> Tags,
    DateTimeOffset Created,
    bool Ready) : IDocument;
