using static FleetMigrator.Cloud.Protocol.Actions.ActionEffect;
using static FleetMigrator.Cloud.Protocol.Actions.PageStyle;
using static FleetMigrator.Cloud.Protocol.Actions.ParameterDefinition;

namespace FleetMigrator.Cloud.Protocol.Actions;

/// <summary>Actions of VPC. A new action is a new entry here.</summary>
public static class VpcActions
{
    private static readonly ParameterDefinition Region = Text("RegionId").Needed;
    private static readonly ParameterDefinition Tags = Structs("Tag", 20, Text("Key", 1, 128), Text("Value", 0, 128));

    public static readonly ActionDefinition CreateVpc = Vpc("CreateVpc", CreatesWithToken, None,
        Region, Text("CidrBlock"), Text("VpcName", 1, 128), Text("Description", 0, 256), Text("ResourceGroupId"), Tags, Flag("DryRun"));

    public static readonly ActionDefinition DescribeVpcs = Vpc("DescribeVpcs", Reads, Numbered,
        Region, Text("VpcId"), Text("VpcName"), Tags, Flag("IsDefault"), Text("ResourceGroupId"), Flag("DryRun"));

    public static readonly ActionDefinition DeleteVpc = Vpc("DeleteVpc", Repeatable, None,
        Text("RegionId"), Text("VpcId").Needed, Flag("ForceDelete"), Flag("DryRun"), Text("ClientToken", 0, 64));

    public static readonly ActionDefinition CreateVSwitch = Vpc("CreateVSwitch", CreatesWithToken, None,
        Text("RegionId"), Text("VpcId").Needed, Text("ZoneId").Needed, Text("CidrBlock").Needed, Text("VSwitchName", 1, 128), Text("Description", 0, 256), Tags);

    public static readonly ActionDefinition DescribeVSwitches = Vpc("DescribeVSwitches", Reads, Numbered,
        Text("RegionId"), Text("VpcId"), Text("VSwitchId"), Text("ZoneId"), Text("VSwitchName"), Tags, Flag("IsDefault"), Text("ResourceGroupId"), Flag("DryRun"));

    public static readonly ActionDefinition DeleteVSwitch = Vpc("DeleteVSwitch", Repeatable, None,
        Text("RegionId"), Text("VSwitchId").Needed, Flag("DryRun"));

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ActionDefinition> All = [CreateVpc, DescribeVpcs, DeleteVpc, CreateVSwitch, DescribeVSwitches, DeleteVSwitch];

    private static ActionDefinition Vpc(string name, ActionEffect effect, PageStyle pages, params ParameterDefinition[] parameters)
        => new(WireProduct.Vpc, name, effect, pages, parameters);
}
