using System.Text;

namespace FleetMigrator.Silo.Csv;

/// <summary>Tags in one cell: <c>env=prod;role=web</c>. A backslash takes the next sign as it is.</summary>
internal static class TagText
{
    public static string Write(IReadOnlyDictionary<string, string> tags)
        => string.Join(';', tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{Escaped(tag.Key)}={Escaped(tag.Value)}"));

    /// <summary>The tags, or null when the text is none.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        string? key = null;
        var part = new StringBuilder();
        for (var position = 0; position <= text.Length; position++)
        {
            var sign = position < text.Length ? text[position] : ';';
            if (sign == '\\' && position + 1 < text.Length)
            {
                part.Append(text[++position]);
            }
            else if (sign == '=' && key is null)
            {
                key = part.ToString();
                part.Clear();
            }
            else if (sign != ';')
            {
                part.Append(sign);
            }
            else if (key is not null)
            {
                tags[key] = part.ToString();
                (key, part) = (null, part.Clear());
            }
            else if (part.Length > 0)
            {
                return null;
            }
        }

        return tags;
    }

    private static string Escaped(string text)
        => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(";", @"\;", StringComparison.Ordinal).Replace("=", @"\=", StringComparison.Ordinal);
}
