using System.Text.Json.Nodes;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>Tags in answers: ECS spells them differently from VPC.</summary>
internal static class TagWriter
{
    public static JsonArray KeyValue(IReadOnlyDictionary<string, string> tags)
        => new([.. tags.Select(tag => (JsonNode)new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);

    public static JsonObject TagKeyTagValue(IReadOnlyDictionary<string, string> tags) => new()
    {
        ["Tag"] = new JsonArray([.. tags.Select(tag => (JsonNode)new JsonObject { ["TagKey"] = tag.Key, ["TagValue"] = tag.Value })]),
    };
}
