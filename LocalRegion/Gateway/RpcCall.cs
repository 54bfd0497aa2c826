using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>One call, verified and taken apart.</summary>
/// <param name="Definition">What the wire's table says of the action.</param>
/// <param name="Parameters">Judged by that table.</param>
/// <param name="Pairs">The same before it was taken apart.</param>
/// <param name="RequestId">As in the answer.</param>
/// <param name="Now">When it came.</param>
internal sealed record RpcCall(
    ActionDefinition Definition,
    ParameterBag Parameters,
    IReadOnlyList<KeyValuePair<string, string>> Pairs,
    string RequestId,
    DateTimeOffset Now)
{
    /// <summary>The region that the call is for.</summary>
    public string Region => Geography.Require(Parameters.Needed("RegionId"));

    public string? ClientToken => Definition.Effect == ActionEffect.CreatesWithToken ? Given("ClientToken") : null;

    public bool DryRun => Definition.Find("DryRun") is not null && Parameters.Flag("DryRun");

    /// <summary>Of all business parameters but <paramref name="without"/>, whatever their order on the wire.</summary>
    public string HashWithout(params ReadOnlySpan<string> without)
    {
        var names = without.ToArray();
        return Ids.Hash(string.Join('\n', Pairs
            .Where(pair => !ActionDefinition.IsCommon(pair.Key) && !names.Contains(pair.Key, StringComparer.Ordinal))
            .Select(pair => $"{pair.Key}={pair.Value}")
            .Order(StringComparer.Ordinal)));
    }

    /// <summary>A text parameter; null when absent or empty, which this wire doesn't tell apart.</summary>
    public string? Given(string name) => Parameters.Text(name) is { Length: > 0 } text ? text : null;
}
