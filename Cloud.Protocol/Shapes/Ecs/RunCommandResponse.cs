namespace FleetMigrator.Cloud.Protocol.Shapes.Ecs;

/// <summary>A command that begins to run.</summary>
public sealed record RunCommandResponse : RpcResponse
{
    public string CommandId { get; init; } = "";

    public string InvokeId { get; init; } = "";
}
