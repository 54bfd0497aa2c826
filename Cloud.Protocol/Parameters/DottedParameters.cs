using System.Globalization;
using FleetMigrator.Cloud.Protocol.Errors;

namespace FleetMigrator.Cloud.Protocol.Parameters;

/// <summary>The dotted spelling of nested parameters: <c>Tag.1.Key</c>, <c>SystemDisk.Size</c>, <c>SecurityGroupIds.2</c>.</summary>
public static class DottedParameters
{
    /// <summary>Greatest index that is believed; a larger one would only cost memory.</summary>
    public const int MaximumIndex = 1000;

    private const int MaximumDepth = 5;

    /// <summary>Flattens a tree into pairs.</summary>
    public static List<KeyValuePair<string, string>> Encode(ParameterStruct root)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var member in root.Members)
        {
            Encode(member.Key, member.Value, pairs);
        }

        return pairs;
    }

    /// <summary>Builds the tree again. Gaps in numbering are closed.</summary>
    /// <exception cref="WireException"><c>InvalidParameter</c> when a name is given twice, is text and list at once, or nests too deep.</exception>
    public static ParameterStruct Decode(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var root = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var path = pair.Key.Split('.');
            if (path.Length > MaximumDepth || path.Any(part => part.Length == 0))
            {
                throw Refuse(pair.Key);
            }

            var level = root;
            foreach (var part in path[..^1])
            {
                if (!level.TryGetValue(part, out var next))
                {
                    level[part] = next = new SortedDictionary<string, object>(StringComparer.Ordinal);
                }

                level = next as SortedDictionary<string, object> ?? throw Refuse(pair.Key);
            }

            if (!level.TryAdd(path[^1], pair.Value))
            {
                throw Refuse(pair.Key);
            }
        }

        return new(root.ToDictionary(member => member.Key, member => Node(member.Key, member.Value), StringComparer.Ordinal));
    }

    private static void Encode(string name, ParameterNode node, List<KeyValuePair<string, string>> pairs)
    {
        switch (node)
        {
            case ParameterText text:
                pairs.Add(new(name, text.Value));
                break;
            case ParameterList list:
                for (var at = 0; at < list.Items.Count; at++)
                {
                    Encode($"{name}.{(at + 1).ToString(CultureInfo.InvariantCulture)}", list.Items[at], pairs);
                }

                break;
            case ParameterStruct members:
                foreach (var member in members.Members)
                {
                    Encode($"{name}.{member.Key}", member.Value, pairs);
                }

                break;
        }
    }

    private static ParameterNode Node(string name, object value)
    {
        if (value is string text)
        {
            return new ParameterText(text);
        }

        var members = (SortedDictionary<string, object>)value;
        if (!members.Keys.All(key => char.IsAsciiDigit(key[0])))
        {
            return new ParameterStruct(members.ToDictionary(member => member.Key, member => Node($"{name}.{member.Key}", member.Value), StringComparer.Ordinal));
        }

        return new ParameterList([.. members.OrderBy(member => Index(name, member.Key)).Select(member => Node($"{name}.{member.Key}", member.Value))]);
    }

    private static int Index(string name, string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index is >= 1 and <= MaximumIndex
            ? index
            : throw Refuse($"{name}.{text}");

    private static WireException Refuse(string name) => GatewayErrors.InvalidParameter.Because($"The parameter \"{name}\" is not valid.");
}
