namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>Which source server a machine is.</summary>
/// <param name="SourceId">Known, or new.</param>
/// <param name="Resembles">Other source servers of the same machine id: copies of one machine.</param>
[GenerateSerializer, Immutable, Alias("fleet.machine.claim")]
public sealed record MachineClaim(string SourceId, IReadOnlyList<string> Resembles);
