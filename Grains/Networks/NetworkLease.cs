namespace FleetMigrator.Grains.Networks;

/// <summary>Who has which place.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Slot">Third number of its range.</param>
/// <param name="TakenAt">UTC.</param>
internal sealed record NetworkLease(string JobId, int Slot, DateTimeOffset TakenAt);
