using System.Collections.Frozen;
using FleetMigrator.Cloud.Protocol.Errors;

namespace FleetMigrator.Cloud.Protocol.Actions;

/// <summary>Every action of every product.</summary>
public static class ActionTable
{
    private static readonly FrozenDictionary<(string Version, string Name), ActionDefinition> ByName = new[] { EcsActions.All, VpcActions.All, EnsActions.All, RamActions.All }
        .SelectMany(product => product)
        .ToFrozenDictionary(action => (action.Product.Version, action.Name));

    private static readonly FrozenSet<string> Versions = ByName.Keys.Select(key => key.Version).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>All actions.</summary>
    public static IReadOnlyCollection<ActionDefinition> All => ByName.Values;

    /// <summary>The action, or null.</summary>
    public static ActionDefinition? Find(string version, string name) => ByName.GetValueOrDefault((version, name));

    /// <summary>The action; refused as the gateway does when version or action is unknown.</summary>
    /// <exception cref="WireException"><c>InvalidVersion</c> or <c>InvalidAction.NotFound</c>.</exception>
    public static ActionDefinition Get(string version, string name)
        => Find(version, name) ?? throw (Versions.Contains(version)
            ? GatewayErrors.UnknownAction.Because($"The action {name} is not known for version {version}.")
            : GatewayErrors.InvalidVersion.Because($"The version {version} is not known."));
}
