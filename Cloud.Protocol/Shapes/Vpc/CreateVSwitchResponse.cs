namespace FleetMigrator.Cloud.Protocol.Shapes.Vpc;

/// <summary>Id of a vSwitch that begins to be.</summary>
public sealed record CreateVSwitchResponse : RpcResponse
{
    public string VSwitchId { get; init; } = "";
}
