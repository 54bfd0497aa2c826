using System.Globalization;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;

namespace FleetMigrator.Cloud.Protocol.Parameters;

/// <summary>Judges decoded parameters by the table.</summary>
internal static class ParameterRules
{
    public static void Judge(ParameterStruct values, IReadOnlyList<ParameterDefinition> table, string prefix, bool strict)
    {
        foreach (var definition in table)
        {
            var name = prefix + definition.Name;
            if (!values.Members.TryGetValue(definition.Name, out var node))
            {
                if (definition.Required)
                {
                    throw Missing(name);
                }

                continue;
            }

            Judge(node, definition, name, strict);
        }

        if (strict && values.Members.Keys.FirstOrDefault(name => table.All(definition => definition.Name != name)) is { } unknown)
        {
            throw GatewayErrors.UnsupportedParameter.Because($"The parameter \"{prefix}{unknown}\" is not known to this action.");
        }
    }

    public static WireException Missing(string name) => GatewayErrors.MissingParameter.Because($"The parameter \"{name}\" is mandatory for this action.");

    public static WireException Invalid(string name) => GatewayErrors.InvalidParameter.Because($"The value of the parameter \"{name}\" is not valid.");

    private static void Judge(ParameterNode node, ParameterDefinition definition, string name, bool strict)
    {
        switch (definition.Kind, node)
        {
            case (ParameterKind.List, ParameterList list) when list.Items.All(item => item is ParameterText) && Counts(list, definition):
                break;
            case (ParameterKind.Structs, ParameterList list) when list.Items.All(item => item is ParameterStruct) && Counts(list, definition):
                for (var at = 0; at < list.Items.Count; at++)
                {
                    Judge((ParameterStruct)list.Items[at], definition.Members, $"{name}.{at + 1}.", strict);
                }

                break;
            case (ParameterKind.Struct, ParameterStruct members):
                Judge(members, definition.Members, name + ".", strict);
                break;
            case (ParameterKind.Text or ParameterKind.Number or ParameterKind.Flag or ParameterKind.Json, ParameterText text):
                JudgeText(text.Value, definition, name);
                break;
            default:
                throw Invalid(name);
        }
    }

    private static bool Counts(ParameterList list, ParameterDefinition definition)
        => list.Items.Count >= definition.Minimum && list.Items.Count <= definition.Maximum;

    private static void JudgeText(string text, ParameterDefinition definition, string name)
    {
        // SDKs send an empty text for a value that was left empty; the service treats it as absent.
        if (text.Length == 0)
        {
            if (definition.Required)
            {
                throw Missing(name);
            }

            return;
        }

        var good = definition.Kind switch
        {
            ParameterKind.Number => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= definition.Minimum && number <= definition.Maximum,
            ParameterKind.Flag => bool.TryParse(text, out _),
            ParameterKind.Text when definition.Allowed.Count > 0 => definition.Allowed.Contains(text, StringComparer.OrdinalIgnoreCase),
            ParameterKind.Text => text.Length >= definition.Minimum && text.Length <= definition.Maximum,
            _ => true,
        };
        if (!good)
        {
            throw Invalid(name);
        }
    }
}
