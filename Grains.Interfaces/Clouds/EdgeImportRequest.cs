namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>An import into the edge node service.</summary>
/// <param name="Name">2 to 128 characters.</param>
/// <param name="Region">Region of the bucket.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="SystemObject">qcow2 of the system disk.</param>
/// <param name="DataObjects">qcow2 of each data disk, in order.</param>
/// <param name="TargetRegion">Image storage region: cn-beijing or ap-southeast-1.</param>
/// <param name="Platform">Such as <c>centos</c> or <c>ubuntu</c>, lower case.</param>
/// <param name="OsVersion">Such as <c>12</c>.</param>
public sealed record EdgeImportRequest(
    string Name,
    string Region,
    string Bucket,
    string SystemObject,
    IReadOnlyList<string> DataObjects,
    string TargetRegion,
    string Platform,
    string OsVersion);
