namespace FleetMigrator.LocalRegion.Edge;

/// <summary>A disk of an edge instance, which only this instance writes to.</summary>
/// <param name="ImageDisk">Position of the image's disk that it rests on; null for one that begins empty.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Category">As it was asked for.</param>
internal sealed record EdgeInstanceDisk(int? ImageDisk, long Bytes, string Category);
