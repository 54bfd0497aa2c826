using System.Text.RegularExpressions;

namespace FleetMigrator.Grains.Hosting;

/// <summary>Names that people give: 2 to 128 characters, beginning with a letter; letters, digits, colon, underscore and hyphen follow.</summary>
internal static partial class NameRule
{
    /// <summary>Whether the name keeps the rule.</summary>
    /// <param name="name">The name.</param>
    /// <param name="longest">Most characters allowed.</param>
    public static bool Allows(string name, int longest = 128) => name.Length <= longest && Form().IsMatch(name);

    // http:// and https:// need no rule of their own: a slash is not allowed anyway.
    [GeneratedRegex(@"\A\p{L}[\p{L}\p{Nd}:_-]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
