namespace FleetMigrator.Cloud.Protocol.Parameters;

/// <summary>Values numbered from 1. An empty list cannot be told from an absent one on this wire.</summary>
/// <param name="Items">In order.</param>
public sealed record ParameterList(IReadOnlyList<ParameterNode> Items) : ParameterNode
{
    /// <summary>By value, item by item.</summary>
    public bool Equals(ParameterList? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Count;
}
