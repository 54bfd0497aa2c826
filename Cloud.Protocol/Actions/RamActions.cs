using static FleetMigrator.Cloud.Protocol.Actions.ParameterDefinition;

namespace FleetMigrator.Cloud.Protocol.Actions;

/// <summary>Actions of RAM, the product of users, roles and grants. A new action is a new entry here.</summary>
public static class RamActions
{
    public static readonly ActionDefinition GetRole = new(WireProduct.Ram, "GetRole", ActionEffect.Reads, PageStyle.None, [Text("RoleName", 1, 64).Needed]);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ActionDefinition> All = [GetRole];
}
