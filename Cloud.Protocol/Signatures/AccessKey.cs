namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>What a caller signs with.</summary>
/// <param name="Id">The public half.</param>
/// <param name="Secret">The secret half; never logged, therefore absent from <see cref="ToString"/>.</param>
/// <param name="SecurityToken">With temporary keys the token that goes with them, otherwise null.</param>
public sealed record AccessKey(string Id, string Secret, string? SecurityToken = null)
{
    /// <summary>Only the id.</summary>
    public override string ToString() => $"AccessKey {Id}";
}
