namespace FleetMigrator.Transfer.Receiving;

/// <summary>A mounted file system that receives.</summary>
/// <param name="Id">As both ends name it, from 1.</param>
/// <param name="RootPath">Where it is mounted. Nothing outside of it is ever written.</param>
/// <param name="Name">What the receipt calls it: where the source mounts it.</param>
public sealed record TargetVolume(int Id, string RootPath, string Name = "");
