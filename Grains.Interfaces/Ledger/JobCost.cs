namespace FleetMigrator.Grains.Interfaces.Ledger;

/// <summary>What a job costs. An estimate by the configured price list, without traffic.</summary>
/// <param name="Currency">Such as <c>USD</c>.</param>
/// <param name="PerHour">What exists now costs this much an hour.</param>
/// <param name="SoFar">All lines together.</param>
/// <param name="Lines">One for each thing that is paid for.</param>
[GenerateSerializer, Immutable, Alias("fleet.ledger.job-cost")]
public sealed record JobCost(string Currency, decimal PerHour, decimal SoFar, IReadOnlyList<CostLine> Lines);
