namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>A part of an upload.</summary>
/// <param name="Number">1 to 10,000.</param>
/// <param name="ETag">Entity tag without quotes.</param>
/// <param name="Bytes">Size.</param>
[GenerateSerializer, Immutable, Alias("fleet.cloud.upload-part")]
public sealed record UploadPart(int Number, string ETag, long Bytes);
