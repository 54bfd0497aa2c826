using System.Globalization;
using System.Text.Json;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;

namespace FleetMigrator.Cloud.Protocol.Parameters;

/// <summary>
/// The parameters of one call as a server reads them: decoded and judged by the action's table, then read by name.
/// Reading a name that the table lacks is a mistake of the server's and throws <see cref="ArgumentException"/>.
/// </summary>
public sealed class ParameterBag
{
    private readonly ParameterStruct _values;
    private readonly IReadOnlyList<ParameterDefinition> _table;
    private readonly string _prefix;

    private ParameterBag(ParameterStruct values, IReadOnlyList<ParameterDefinition> table, string prefix)
        => (_values, _table, _prefix) = (values, table, prefix);

    /// <summary>Decodes and judges.</summary>
    /// <param name="action">What is called.</param>
    /// <param name="pairs">Decoded pairs of query and form; those of the envelope are skipped.</param>
    /// <param name="strict">True refuses parameters that the table lacks; the real service ignores them.</param>
    /// <exception cref="WireException"><c>MissingParameter</c>, <c>InvalidParameter</c> or <c>UnsupportedParameter</c>.</exception>
    public static ParameterBag Read(ActionDefinition action, IEnumerable<KeyValuePair<string, string>> pairs, bool strict)
    {
        var values = DottedParameters.Decode(pairs.Where(pair => !ActionDefinition.IsCommon(pair.Key)));
        ParameterRules.Judge(values, action.Parameters, "", strict);
        return new(values, action.Parameters, "");
    }

    /// <summary>Whether the caller gave it.</summary>
    public bool Has(string name) => Node(name) is not null;

    /// <summary>Its text, or null.</summary>
    public string? Text(string name) => (Node(name) as ParameterText)?.Value;

    /// <summary>Its text; refused when absent or empty.</summary>
    public string Needed(string name) => Text(name) is { Length: > 0 } text ? text : throw ParameterRules.Missing(_prefix + name);

    /// <summary>Its number, or null.</summary>
    public long? Number(string name) => Text(name) is { Length: > 0 } text ? long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    /// <summary>Its flag; false when absent.</summary>
    public bool Flag(string name, bool otherwise = false) => Text(name) is { Length: > 0 } text ? bool.Parse(text) : otherwise;

    /// <summary>Texts of a dotted list; empty when absent.</summary>
    public IReadOnlyList<string> List(string name)
        => Node(name) is ParameterList list ? [.. list.Items.OfType<ParameterText>().Select(item => item.Value)] : [];

    /// <summary>A dotted struct; empty when absent.</summary>
    public ParameterBag Struct(string name) => new(Node(name) as ParameterStruct ?? new(new Dictionary<string, ParameterNode>()), Define(name).Members, $"{_prefix}{name}.");

    /// <summary>A dotted list of structs; empty when absent.</summary>
    public IReadOnlyList<ParameterBag> Structs(string name)
        => Node(name) is ParameterList list
            ? [.. list.Items.OfType<ParameterStruct>().Select((item, at) => new ParameterBag(item, Define(name).Members, $"{_prefix}{name}.{at + 1}."))]
            : [];

    /// <summary>Tags in the spelling of requests; an absent value is empty.</summary>
    public IReadOnlyDictionary<string, string> Tags(string name = "Tag")
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in Structs(name))
        {
            if (!tags.TryAdd(tag.Needed("Key"), tag.Text("Value") ?? ""))
            {
                throw EcsErrors.DuplicateTag.Because();
            }
        }

        return tags;
    }

    /// <summary>JSON text, or default when absent.</summary>
    public T? Json<T>(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return default;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(text, Shapes.WireJson.Options);
        }
        catch (JsonException)
        {
            throw ParameterRules.Invalid(_prefix + name);
        }
    }

    /// <summary>A JSON array of ids as a filter: null filters nothing, an empty array matches nothing.</summary>
    public IReadOnlyList<string>? JsonIds(string name) => Json<IReadOnlyList<string>>(name);

    /// <summary>A comma list; empty when absent.</summary>
    public IReadOnlyList<string> CommaList(string name)
        => Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private ParameterNode? Node(string name)
    {
        Define(name);
        return _values.Members.GetValueOrDefault(name);
    }

    private ParameterDefinition Define(string name)
        => _table.FirstOrDefault(parameter => parameter.Name == name) ?? throw new ArgumentException($"The table has no parameter {_prefix}{name}.", nameof(name));
}
