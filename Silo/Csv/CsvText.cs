using System.Text;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Silo.Csv;

/// <summary>Lines of comma-separated values as RFC 4180 has them: a cell in quotes may hold commas, line ends and doubled quotes.</summary>
internal static class CsvText
{
    /// <summary>All rows with the number of the line on which each begins. Empty lines are passed over.</summary>
    /// <exception cref="FleetException">FM-7106 when a quote is not closed or stands in the middle of a cell.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string text)
    {
        var (position, line) = (0, 1);
        while (position < text.Length)
        {
            var (began, cells) = (line, new List<string>());
            do
            {
                cells.Add(Cell(text, ref position, ref line));
            }
            while (position < text.Length && text[position++] == ',');

            if (position > 0 && text[position - 1] == '\r' && position < text.Length && text[position] == '\n')
            {
                position++;
            }

            line++;
            if (cells.Count > 1 || cells[0].Length > 0)
            {
                yield return (began, cells);
            }
        }
    }

    /// <summary>One line, with its end.</summary>
    public static string Write(IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted)) + "\r\n";

    private static string Quoted(string cell)
        => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Cell(string text, ref int position, ref int line)
    {
        if (position >= text.Length || text[position] != '"')
        {
            var rest = text.AsSpan(position).IndexOfAny(",\r\n");
            var cell = rest < 0 ? text[position..] : text.Substring(position, rest);
            position += cell.Length;
            return cell.Contains('"', StringComparison.Ordinal) ? throw BulkErrors.BadCell.With($"line {line}: a quote stands in the middle of '{cell}'") : cell;
        }

        var began = line;
        var value = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] == '"')
            {
                if (position + 1 >= text.Length || text[position + 1] != '"')
                {
                    position++;
                    return position >= text.Length || text[position] is ',' or '\r' or '\n'
                        ? value.ToString()
                        : throw BulkErrors.BadCell.With($"line {line}: something stands between a closing quote and the comma");
                }

                position++;
            }

            line += text[position] == '\n' ? 1 : 0;
            value.Append(text[position]);
        }

        throw BulkErrors.BadCell.With($"line {began}: a quote is not closed");
    }
}
