namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>An instance as the cloud describes it.</summary>
/// <param name="Id"><c>i-…</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Pending, Starting, Running, Stopping, Stopped.</param>
/// <param name="PrivateAddress">Address in the vSwitch, or null.</param>
/// <param name="PublicAddress">Public address, or null.</param>
/// <param name="ChargeType">PostPaid (pay-as-you-go) or PrePaid.</param>
/// <param name="Type">Instance type.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.instance")]
public sealed record CloudInstance(string Id, string Name, string Status, string? PrivateAddress, string? PublicAddress, string ChargeType, string Type)
{
    /// <summary>When it was last started, to the minute; null where the cloud doesn't say.</summary>
    [Id(0)]
    public DateTimeOffset? StartedAt { get; init; }
}
