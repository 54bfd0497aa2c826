namespace FleetMigrator.Grains.Interfaces.Ledger;

/// <summary>What one resource of a job costs, by the price list of this service.</summary>
/// <param name="Kind">What is paid for.</param>
/// <param name="Subject">Which resource, and how much of it.</param>
/// <param name="PerHour">Price of an hour.</param>
/// <param name="SoFar">Price of the time that it has existed.</param>
/// <param name="Since">UTC.</param>
/// <param name="Until">UTC; null while it exists and costs.</param>
[GenerateSerializer, Immutable, Alias("fleet.ledger.cost-line")]
public sealed record CostLine(CostKind Kind, string Subject, decimal PerHour, decimal SoFar, DateTimeOffset Since, DateTimeOffset? Until);
