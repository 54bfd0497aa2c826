using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>A security group and its inbound rules.</summary>
internal sealed record SecurityGroup(
    string Id,
    string Region,
    string VpcId,
    string Name,
    string Description,
    string Type,
    string ResourceGroup,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<SecurityRule> Rules,
    DateTimeOffset Created) : IDocument;
