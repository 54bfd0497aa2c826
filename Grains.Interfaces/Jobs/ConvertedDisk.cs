namespace FleetMigrator.Grains.Interfaces.Jobs;

/// <summary>A disk that was made a qcow2 object.</summary>
/// <param name="Index">0: system disk.</param>
/// <param name="VirtualBytes">Size of the disk.</param>
/// <param name="ObjectBytes">Size of the object.</param>
/// <param name="Sha256">Of the object, lower-case hex.</param>
[GenerateSerializer, Immutable, Alias("fleet.job.converted-disk")]
public sealed record ConvertedDisk(int Index, long VirtualBytes, long ObjectBytes, string Sha256);
