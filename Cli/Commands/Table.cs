using System.Text.Json;

namespace FleetMigrator.Cli.Commands;

/// <summary>Prints the items of a list as aligned columns.</summary>
internal static class Table
{
    /// <param name="items">A JSON array.</param>
    /// <param name="columns">Heading and the path of a property, parts separated by dots.</param>
    public static void Print(JsonElement items, params (string Heading, string Property)[] columns)
    {
        var rows = items.EnumerateArray().Select(item => columns.Select(column => Text(item, column.Property)).ToArray()).ToList();
        var widths = columns.Select((column, at) => rows.Select(row => row[at].Length).Append(column.Heading.Length).Max()).ToArray();
        Line([.. columns.Select(column => column.Heading.ToUpperInvariant())], widths);
        rows.ForEach(row => Line(row, widths));
    }

    private static void Line(string[] cells, int[] widths)
        => Console.Out.WriteLine(string.Join("  ", cells.Select((cell, at) => cell.PadRight(widths[at]))).TrimEnd());

    private static string Text(JsonElement item, string property)
    {
        foreach (var part in property.Split('.'))
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(part, out item))
            {
                return "-";
            }
        }

        return item.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? "-" : item.ToString();
    }
}
