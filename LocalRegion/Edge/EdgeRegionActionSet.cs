using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.LocalRegion.Gateway;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Edge;

/// <summary>The edge nodes that can be named.</summary>
internal sealed class EdgeRegionActionSet : IActionSet
{
    private static readonly (string Id, string Name, string English, string Area, string Province)[] Nodes =
    [
        ("cn-beijing-cmcc", "北京移动", "Beijing CMCC", "NorthChina", "Beijing"),
        ("cn-beijing-telecom", "北京电信", "Beijing Telecom", "NorthChina", "Beijing"),
        ("cn-hangzhou-unicom", "杭州联通", "Hangzhou Unicom", "EastChina", "Zhejiang"),
        ("ap-southeast-1-singapore", "新加坡", "Singapore", "SoutheastAsia", "Singapore"),
    ];

    public IEnumerable<(ActionDefinition Definition, RpcAction Action)> Actions => [(EnsActions.DescribeEnsRegions, Describe)];

    /// <summary>Whether there is an edge node of this id.</summary>
    public static bool Knows(string id) => Nodes.Any(node => node.Id == id);

    private static JsonObject Describe(RpcCall call, Change change) => new()
    {
        ["Code"] = 0,
        ["EnsRegions"] = new JsonObject
        {
            ["EnsRegions"] = new JsonArray([.. Nodes
                .Where(node => call.Given("EnsRegionId") is not { } id || node.Id == id)
                .Select(node => (JsonNode)new JsonObject
                {
                    ["EnsRegionId"] = node.Id,
                    ["Name"] = node.Name,
                    ["EnName"] = node.English,
                    ["Area"] = node.Area,
                    ["Province"] = node.Province,
                })]),
        },
    };
}
