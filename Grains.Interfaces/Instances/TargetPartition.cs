namespace FleetMigrator.Grains.Interfaces.Instances;

/// <summary>What a target partition shall look like.</summary>
/// <param name="Number">From 1; 0 is the whole disk.</param>
/// <param name="StartBytes">Offset.</param>
/// <param name="SizeBytes">Bytes.</param>
/// <param name="Type">GPT type GUID or MBR type.</param>
/// <param name="Id">GPT partition GUID.</param>
/// <param name="Name">GPT partition name.</param>
/// <param name="Attributes">GPT attribute bits; MBR: 0x80 when active.</param>
/// <param name="FileSystem">Type to make, or empty.</param>
/// <param name="Uuid">Its UUID.</param>
/// <param name="Label">Its label.</param>
/// <param name="BlockBytes">Block size, or 0 for the tool's default.</param>
/// <param name="Features">ext features, or empty for the tool's default.</param>
/// <param name="MountPoint">On the source, or empty when nothing is copied.</param>
/// <param name="Volume">Id on the data connection, or 0.</param>
[GenerateSerializer, Immutable, Alias("fleet.instance.target-partition")]
public sealed record TargetPartition(
    int Number,
    long StartBytes,
    long SizeBytes,
    string Type,
    string Id,
    string Name,
    long Attributes,
    string FileSystem,
    string Uuid,
    string Label,
    int BlockBytes,
    IReadOnlyList<string> Features,
    string MountPoint,
    int Volume);
