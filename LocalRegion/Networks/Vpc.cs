using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Networks;

/// <summary>A private network.</summary>
internal sealed record Vpc(
    string Id,
    string Region,
    string Name,
    string Description,
    string Cidr,
    string RouterId,
    string RouteTableId,
    string ResourceGroup,
    IReadOnlyDictionary<string, string> Tags,
    DateTimeOffset Created,
    bool Ready) : IDocument;
