namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>An instance of the edge node service, as the cloud describes it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Starting, Running, Stopping, Stopped, Expired.</param>
/// <param name="Node">Where it runs.</param>
/// <param name="ImageId">What it was made from.</param>
/// <param name="Type">Instance type.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.edge-instance")]
public sealed record EdgeInstance(string Id, string Name, string Status, string Node, string ImageId, string Type);
