using System.Text.Json.Nodes;
using FleetMigrator.Grains.Interfaces.Audit;

namespace FleetMigrator.Silo.Audit;

/// <summary>What differs between two states of a thing, and what of a thing may be written down.</summary>
internal static class FieldChanges
{
    private const int MostChanges = 100;
    private const int LongestValue = 500;

    // What changes by itself all the time says nothing of the command.
    private static readonly HashSet<string> _noise = new(StringComparer.OrdinalIgnoreCase) { "revision", "events", "lastSeen", "steps", "progress", "cost" };
    private static readonly HashSet<string> _secret = new(StringComparer.OrdinalIgnoreCase) { "secret", "password", "token", "installLine" };

    /// <summary>Every field that differs, in the order of its path.</summary>
    public static IReadOnlyList<FieldChange> Between(JsonNode? before, JsonNode? after)
    {
        var (old, now) = (Leaves(before), Leaves(after));
        return
        [
            .. old.Keys.Union(now.Keys)
                .Where(field => old.GetValueOrDefault(field) != now.GetValueOrDefault(field))
                .Order(StringComparer.Ordinal).Take(MostChanges)
                .Select(field => new FieldChange(field, old.GetValueOrDefault(field), now.GetValueOrDefault(field))),
        ];
    }

    /// <summary>A copy in which secrets are starred out.</summary>
    public static JsonNode? WithoutSecrets(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var copy = new JsonObject();
                foreach (var (name, value) in members)
                {
                    copy[name] = IsSecret(name, value) ? "***" : WithoutSecrets(value);
                }

                return copy;
            case JsonArray items:
                return new JsonArray([.. items.Select(WithoutSecrets)]);
            default:
                return node?.DeepClone();
        }
    }

    // An activation code holds its secret; other things have codes that are none.
    private static bool IsSecret(string name, JsonNode? value)
        => value is JsonValue && (_secret.Contains(name) || (name.Equals("code", StringComparison.OrdinalIgnoreCase) && value.ToString().StartsWith("at-", StringComparison.Ordinal)));

    private static Dictionary<string, string> Leaves(JsonNode? node)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(node, "", leaves);
        return leaves;
    }

    private static void Collect(JsonNode? node, string path, Dictionary<string, string> leaves)
    {
        switch (node)
        {
            case null:
                break;
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    if (path.Length > 0 || !_noise.Contains(name))
                    {
                        Collect(value, path.Length > 0 ? $"{path}.{name}" : name, leaves);
                    }
                }

                break;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    Collect(items[index], $"{path}[{index}]", leaves);
                }

                break;
            default:
                var text = node.ToString();
                leaves[path] = text.Length > LongestValue ? text[..LongestValue] + "…" : text;
                break;
        }
    }
}
