using System.Text.Json;
using System.Xml.Linq;

namespace FleetMigrator.Cloud.Protocol.Shapes;

/// <summary>The XML spelling of an answer (<c>Format=XML</c>), made from its JSON: arrays become repeated elements.</summary>
public static class XmlEnvelope
{
    /// <summary>The document; for a success the root is the action's name with <c>Response</c>, for a failure <c>Error</c>.</summary>
    public static string Write<T>(string root, T value)
    {
        var element = new XElement(root);
        Fill(element, JsonSerializer.SerializeToElement(value, WireJson.Options));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + element.ToString(SaveOptions.DisableFormatting);
    }

    private static void Fill(XElement parent, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            parent.Value = json.ToString();
            return;
        }

        foreach (var property in json.EnumerateObject())
        {
            var items = property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().ToArray() : [property.Value];
            foreach (var item in items)
            {
                var child = new XElement(property.Name);
                Fill(child, item);
                parent.Add(child);
            }
        }
    }
}
