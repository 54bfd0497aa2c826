namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>An edge instance to be made.</summary>
/// <param name="Name">2 to 128 characters; unique among those that we make.</param>
/// <param name="Node">Edge node, such as <c>cn-beijing-telecom</c>.</param>
/// <param name="ImageId">An available image of the account; its own password stays.</param>
/// <param name="Type">Instance type, such as <c>ens.sn1.small</c>.</param>
/// <param name="SystemDiskGib">Size of its system disk, at least the image's.</param>
/// <param name="Tags">On the instance.</param>
public sealed record EdgeInstanceRequest(
    string Name, string Node, string ImageId, string Type, int SystemDiskGib, IReadOnlyDictionary<string, string> Tags);
