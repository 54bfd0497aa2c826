namespace FleetMigrator.Cloud.Protocol.Parameters;

/// <summary>Named values.</summary>
/// <param name="Members">By name.</param>
public sealed record ParameterStruct(IReadOnlyDictionary<string, ParameterNode> Members) : ParameterNode
{
    /// <summary>By value, member by member.</summary>
    public bool Equals(ParameterStruct? other)
        => other is not null && Members.Count == other.Members.Count
            && Members.All(member => other.Members.TryGetValue(member.Key, out var node) && member.Value.Equals(node));

    /// <inheritdoc/>
    public override int GetHashCode() => Members.Count;
}
