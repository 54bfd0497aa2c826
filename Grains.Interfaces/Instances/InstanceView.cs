namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>An intermediate instance as shown.</summary>
/// <param name="Id"><c>ii-…</c>.</param>
/// <param name="JobId">Its job.</param>
/// <param name="Region">Region id.</param>
/// <param name="CloudId">The cloud's id, or null.</param>
/// <param name="Address">Address that the agent dials, or null.</param>
/// <param name="ReceiverCertificateSha256">Bound certificate, or null before the first hello.</param>
/// <param name="Connected">Whether its receiver was heard of lately.</param>
/// <param name="LastSeen">UTC, or null.</param>
/// <param name="Released">Whether it is gone.</param>
[GenerateSerializer, Immutable, Alias("fleet.instance.view")]
public sealed record InstanceView(
    string Id,
    string JobId,
    string Region,
    string? CloudId,
    string? Address,
    string? ReceiverCertificateSha256,
    bool Connected,
    DateTimeOffset? LastSeen,
    bool Released)
{
    /// <summary>Boot id of the guest at the receiver's last hello, or null.</summary>
    [Id(0)]
    public string? BootId { get; init; }
}
