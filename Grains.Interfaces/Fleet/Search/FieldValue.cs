
namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>Reads the value of a condition by the kind of its field.</summary>
internal static class FieldValue
{
    private static readonly (string Unit, long Factor)[] Sizes = [("kib", 1L << 10), ("mib", 1L << 20), ("gib", 1L << 30), ("tib", 1L << 40), ("", 1)];

    private static readonly (string Unit, long Factor)[] Ages =
        [("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 604_800_000)];

    public static Where Test(SearchField field, WrittenField written, string value, int position)
    {
        var how = How(field, written);
        return field.Kind switch
        {
            FieldKind.Word => new Where(field.Name, how, Word(field, value, position)),
            FieldKind.Text => new Where(field.Name, how, value.ToLowerInvariant()),
            FieldKind.Tag when written.Key.Length > 0 => new Where(field.Name, how, value, Key: written.Key),
            FieldKind.Tag => new Where(field.Name, Comparison.Exists, Key: value),
            FieldKind.Number => new Where(field.Name, how, Number: Measure(value, [("", 1)], "a whole number such as 4", position)),
            FieldKind.Size => new Where(field.Name, how, Number: Measure(value, Sizes, "a size such as 500GiB", position)),
            _ => new Where(field.Name, how, Number: Measure(value, Ages, "a time such as 90s, 10m, 24h, 7d or 2w", position)),
        };
    }

    private static Comparison How(SearchField field, WrittenField written)
    {
        var ordered = field.Kind is FieldKind.Number or FieldKind.Size or FieldKind.Age;
        return written.Operator switch
        {
            "<" when ordered => Comparison.Less,
            "<=" when ordered => Comparison.LessOrEqual,
            ">" when ordered => Comparison.Greater,
            ">=" when ordered => Comparison.GreaterOrEqual,
            ":" when field.Kind == FieldKind.Text => Comparison.Contains,
            ":" or "=" or "!=" when field.Kind != FieldKind.Age => Comparison.Equal,
            _ => throw SearchText.Fault(
                written.OperatorPosition,
                field.Kind == FieldKind.Age ? $"'{field.Name}' is compared by <, <=, > or >=" : $"'{field.Name}' is compared by :, = or !="),
        };
    }

    private static string Word(SearchField field, string value, int position)
    {
        if (value.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        if (field.Values.Count == 0)
        {
            return value.ToLowerInvariant();
        }

        return field.Values.FirstOrDefault(known => known.Equals(value, StringComparison.OrdinalIgnoreCase))
            ?? throw SearchText.Fault(position, $"'{value}' is none of {string.Join(", ", field.Values)}");
    }

    private static long Measure(string value, (string Unit, long Factor)[] units, string expected, int position)
    {
        var digits = value.TakeWhile(char.IsAsciiDigit).Count();
        var unit = value[digits..];
        var known = Array.FindIndex(units, entry => entry.Unit.Equals(unit, StringComparison.OrdinalIgnoreCase));
        return long.TryParse(value.AsSpan(0, digits), out var number) && known >= 0 && number <= long.MaxValue / 4 / units[known].Factor
            ? number * units[known].Factor
            : throw SearchText.Fault(position, $"'{value}' is not {expected}");
    }
}
