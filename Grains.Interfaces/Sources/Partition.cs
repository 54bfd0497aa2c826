namespace FleetMigrator.Grains.Interfaces.Sources;

/// <summary>A partition of a disk.</summary>
/// <param name="Number">From 1; 0 is the whole disk.</param>
/// <param name="StartBytes">Offset on the disk.</param>
/// <param name="SizeBytes">Bytes.</param>
/// <param name="Type">GPT type GUID, or MBR type as two hex digits.</param>
/// <param name="Id">GPT partition GUID, or empty.</param>
/// <param name="Name">GPT partition name, or empty.</param>
/// <param name="Attributes">GPT attribute bits; MBR: 0x80 when active.</param>
/// <param name="FileSystem">What is on it, or null.</param>
[GenerateSerializer, Immutable, Alias("fleet.source.partition")]
public sealed record Partition(int Number, long StartBytes, long SizeBytes, string Type, string Id, string Name, long Attributes, FileSystem? FileSystem);
