using System.Globalization;
using System.Text.Json;
using FleetMigrator.Cloud.Protocol.Actions;

namespace FleetMigrator.Cloud.Protocol.Parameters;

/// <summary>Collects the parameters of one call. Null leaves a parameter out; a name that the action lacks is a mistake of ours and throws.</summary>
public sealed class ParameterWriter(ActionDefinition action)
{
    private readonly Dictionary<string, ParameterNode> _members = new(StringComparer.Ordinal);

    /// <summary>The action that is called.</summary>
    public ActionDefinition Action { get; } = action;

    /// <summary>The pairs for the query.</summary>
    public List<KeyValuePair<string, string>> Pairs => DottedParameters.Encode(new(_members));

    public ParameterWriter Set(string name, string? value) => Put(name, value is null ? null : new ParameterText(value));

    public ParameterWriter Set(string name, long? value) => Set(name, value?.ToString(CultureInfo.InvariantCulture));

    public ParameterWriter Set(string name, bool? value) => Set(name, value switch { true => "true", false => "false", null => null });

    /// <summary>One parameter with JSON text.</summary>
    public ParameterWriter SetJson<T>(string name, T value) => Set(name, JsonSerializer.Serialize(value, Shapes.WireJson.Options));

    /// <summary><c>Name.1</c>, <c>Name.2</c> …</summary>
    public ParameterWriter SetList(string name, IEnumerable<string> values)
        => Put(name, new ParameterList([.. values.Select(value => new ParameterText(value))]));

    /// <summary><c>Name.Member</c>.</summary>
    public ParameterWriter SetStruct(string name, params IEnumerable<(string Name, string? Value)> members) => Put(name, Members(members));

    /// <summary><c>Name.1.Member</c> …</summary>
    public ParameterWriter SetStructs(string name, IEnumerable<IEnumerable<(string Name, string? Value)>> items)
        => Put(name, new ParameterList([.. items.Select(Members)]));

    /// <summary>Tags in the spelling of requests, <c>Tag.1.Key</c> and <c>Tag.1.Value</c>.</summary>
    public ParameterWriter SetTags(IReadOnlyDictionary<string, string> tags)
        => SetStructs("Tag", tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => new[] { ("Key", (string?)tag.Key), ("Value", tag.Value) }));

    private static ParameterStruct Members(IEnumerable<(string Name, string? Value)> members)
        => new(members.Where(member => member.Value is not null)
            .ToDictionary(member => member.Name, member => (ParameterNode)new ParameterText(member.Value!), StringComparer.Ordinal));

    private ParameterWriter Put(string name, ParameterNode? node)
    {
        if (Action.Find(name) is null)
        {
            throw new ArgumentException($"{Action} has no parameter {name}.", nameof(name));
        }

        if (node is not null)
        {
            _members[name] = node;
        }

        return this;
    }
}
