namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>An object in a bucket.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ETag">Its entity tag without quotes.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.object")]
public sealed record BucketObject(string Key, long Bytes, string ETag);
