namespace FleetMigrator.Grains.Interfaces.Notices;

/// <summary>A target at the only moment at which its secret is shown.</summary>
/// <param name="View">The target.</param>
/// <param name="Secret">With which the receiver of a webhook checks signatures; empty for mail.</param>
[GenerateSerializer, Immutable, Alias("fleet.notice.target.created")]
public sealed record CreatedTarget(TargetView View, string Secret);
