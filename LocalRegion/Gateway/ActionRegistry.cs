using FleetMigrator.Cloud.Protocol.Actions;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>Which action is carried out by whom.</summary>
internal sealed class ActionRegistry
{
    private readonly Dictionary<(string Version, string Name), RpcAction> _all = [];

    public ActionRegistry(IEnumerable<IActionSet> sets)
    {
        foreach (var set in sets)
        {
            foreach (var (definition, action) in set.Actions)
            {
                _all.Add((definition.Product.Version, definition.Name), action);
            }
        }
    }

    public RpcAction? Find(ActionDefinition definition) => _all.GetValueOrDefault((definition.Product.Version, definition.Name));
}
