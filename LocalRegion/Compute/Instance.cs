using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Compute;

/// <summary>An instance.</summary>
/// <remarks>PublicNumber is the last byte of its public address; the rest is the internet bridge's and may change at a restart.</remarks>
internal sealed record Instance(
    string Id,
    string Region,
    string Zone,
    string Name,
    string HostName,
    string Description,
    string ImageId,
    string Type,
    string VpcId,
    string VSwitchId,
    IReadOnlyList<string> SecurityGroupIds,
    string PrivateAddress,
    int PrivatePrefix,
    int? PublicNumber,
    string MacAddress,
    int MbpsIn,
    int MbpsOut,
    string InternetChargeType,
    string ChargeType,
    bool DeletionProtection,
    string ResourceGroup,
    IReadOnlyDictionary<string, string> Tags,
    string? UserData,
    DateTimeOffset Created,
    DateTimeOffset? Started,
    InstanceStatus Status) : IDocument;
