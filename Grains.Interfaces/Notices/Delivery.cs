namespace FleetMigrator.Grains.Interfaces.Notices;

/// <summary>One notice on its way to one target.</summary>
/// <param name="Notice">What is told.</param>
/// <param name="State">How far it is.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Since">Since when it is to be delivered.</param>
/// <param name="NextAt">When it is tried next.</param>
/// <param name="Error">Why the last try failed, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.notice.delivery")]
public sealed record Delivery(Notice Notice, DeliveryState State, int Tries, DateTimeOffset Since, DateTimeOffset NextAt, string? Error = null);
