namespace FleetMigrator.Grains.Interfaces.Clouds;

/// <summary>An instance to be made.</summary>
/// <param name="Region">Region id.</param>
/// <param name="Zone">Zone of the vSwitch.</param>
/// <param name="ImageId">Public image to start from.</param>
/// <param name="Type">Instance type.</param>
/// <param name="SecurityGroupId">Its only security group.</param>
/// <param name="VSwitchId">Where its private address lies.</param>
/// <param name="Name">2 to 128 characters.</param>
/// <param name="SystemDiskGib">Size of its own system disk.</param>
/// <param name="DataDisks">Empty data disks, in device order; they go with the instance.</param>
/// <param name="UserData">Script, at most 32 KiB before encoding.</param>
/// <param name="PublicMbps">Bandwidth out; above 0 it gets a public address.</param>
/// <param name="Tags">On instance and disks.</param>
/// <param name="Token">Idempotency token, at most 64 ASCII characters.</param>
/// <param name="ResourceGroupId">Resource group, or null for the default one.</param>
public sealed record RunInstanceRequest(
    string Region,
    string Zone,
    string ImageId,
    string Type,
    string SecurityGroupId,
    string VSwitchId,
    string Name,
    int SystemDiskGib,
    IReadOnlyList<DataDiskRequest> DataDisks,
    string UserData,
    int PublicMbps,
    IReadOnlyDictionary<string, string> Tags,
    string Token,
    string? ResourceGroupId = null);
