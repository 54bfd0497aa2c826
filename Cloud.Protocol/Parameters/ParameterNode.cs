namespace FleetMigrator.Cloud.Protocol.Parameters;

/// <summary>A parameter's value before it is flattened into pairs.</summary>
public abstract record ParameterNode
{
    private protected ParameterNode()
    {
    }
}
