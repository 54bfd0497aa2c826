namespace FleetMigrator.Cloud.Protocol.Shapes;

/// <summary>A page of a list.</summary>
public abstract record PagedResponse : RpcResponse
{
    public int? TotalCount { get; init; }

    public int? PageNumber { get; init; }

    public int? PageSize { get; init; }

    /// <summary>Empty or absent at the end.</summary>
    public string? NextToken { get; init; }
}
