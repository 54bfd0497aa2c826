using FleetMigrator.Cloud.Protocol.Actions;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>Actions that belong together.</summary>
internal interface IActionSet
{
    IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions { get; }
}
