namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>An ENS image that a run of a job delivered.</summary>
/// <param name="Run">From 1.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="At">UTC.</param>
/// <param name="Bytes">Bytes of its qcow2 objects.</param>
/// <param name="Deleted">Deleted because newer ones took its place.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.image")]
public sealed record DeliveredImage(int Run, string Id, string Name, DateTimeOffset At, long Bytes, bool Deleted = false);
