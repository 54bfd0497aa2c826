namespace FleetMigrator.Grains.Interfaces.Notices;

/// <summary>A target as shown; without its secret.</summary>
/// <param name="Id"><c>n-…</c>.</param>
/// <param name="Request">As it was asked for.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Deliveries">The last 200, newest first.</param>
[GenerateSerializer, Immutable, Alias("fleet.notice.target")]
public sealed record TargetView(string Id, TargetRequest Request, DateTimeOffset CreatedAt, IReadOnlyList<Delivery> Deliveries);
