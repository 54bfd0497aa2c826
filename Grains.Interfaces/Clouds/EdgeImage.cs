namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>An image of the edge node service.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Creating, Packing, Uploading, Pack_failed, Upload_failed, Available, Unavailable, Copying, CreateFailed.</param>
/// <param name="SizeGib">Size, where given.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.edge-image")]
public sealed record EdgeImage(string Id, string Name, string Status, int SizeGib);
