namespace FleetMigrator.Cloud.Protocol.Actions;

/// <summary>One parameter of an action.</summary>
/// <param name="Name">As written, without index.</param>
/// <param name="Kind">How it is written.</param>
public sealed record ParameterDefinition(string Name, ParameterKind Kind)
{
    /// <summary>Whether a call without it is refused.</summary>
    public bool Required { get; init; }

    /// <summary>Least value of a number, length of a text, or count of a list.</summary>
    public long Minimum { get; init; }

    /// <summary>Greatest value of a number, length of a text, or count of a list.</summary>
    public long Maximum { get; init; } = long.MaxValue;

    /// <summary>The only values allowed, compared without case; empty when any is.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>Members of a struct.</summary>
    public IReadOnlyList<ParameterDefinition> Members { get; init; } = [];

    /// <summary>The same parameter as a mandatory one.</summary>
    public ParameterDefinition Needed => this with { Required = true };

    public static ParameterDefinition Text(string name, int minimum = 0, int maximum = int.MaxValue)
        => new(name, ParameterKind.Text) { Minimum = minimum, Maximum = maximum };

    public static ParameterDefinition OneOf(string name, params string[] allowed) => new(name, ParameterKind.Text) { Allowed = allowed };

    public static ParameterDefinition Number(string name, long minimum = 0, long maximum = int.MaxValue)
        => new(name, ParameterKind.Number) { Minimum = minimum, Maximum = maximum };

    public static ParameterDefinition Flag(string name) => new(name, ParameterKind.Flag);

    public static ParameterDefinition Json(string name) => new(name, ParameterKind.Json);

    public static ParameterDefinition List(string name, int maximum, int minimum = 0)
        => new(name, ParameterKind.List) { Minimum = minimum, Maximum = maximum };

    public static ParameterDefinition Struct(string name, params ParameterDefinition[] members)
        => new(name, ParameterKind.Struct) { Members = members };

    public static ParameterDefinition Structs(string name, int maximum, params ParameterDefinition[] members)
        => new(name, ParameterKind.Structs) { Maximum = maximum, Members = members };
}
