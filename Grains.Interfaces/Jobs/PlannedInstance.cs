namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>The intermediate instance that a job would get as things are now.</summary>
/// <param name="Type">Instance type.</param>
/// <param name="Zone">Zone.</param>
/// <param name="DisksGib">GiB of all its disks.</param>
/// <param name="Currency">Such as <c>USD</c>.</param>
/// <param name="PerHour">Instance and disks, by the price list of this service, without traffic.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.planned-instance")]
public sealed record PlannedInstance(string Type, string Zone, int DisksGib, string Currency, decimal PerHour);
