using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Labels;

/// <summary>What tags may look like. Case counts; the same key overwrites.</summary>
internal static class TagRules
{
    private const int MostTags = 20;
    private const int Longest = 128;

    private static readonly string[] Reserved = ["aliyun", "acs:", "fleetmigrator:"];

    /// <summary>Every fault of the tags of one thing.</summary>
    public static IEnumerable<Fault> Check(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count > MostTags)
        {
            yield return LabelErrors.TooManyTags.Fault($"it would have {tags.Count}") with { Field = "tags" };
        }

        foreach (var (key, value) in tags.Where(tag => Breaks(tag.Key, tag.Value)))
        {
            yield return LabelErrors.BadTag.Fault($"'{key}' = '{value}'") with { Field = "tags" };
        }
    }

    private static bool Breaks(string key, string value)
        => key.Length is 0 or > Longest || value.Length > Longest || IsAddress(key) || IsAddress(value)
            || Reserved.Any(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsAddress(string text)
        => text.Contains("http://", StringComparison.OrdinalIgnoreCase) || text.Contains("https://", StringComparison.OrdinalIgnoreCase);
}
