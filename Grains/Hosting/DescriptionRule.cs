using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Grains.Hosting;

/// <summary>Descriptions that people give: at most 256 characters, no address.</summary>
internal static class DescriptionRule
{
    private const int Longest = 256;

    /// <summary>The fault of a description, if it has one.</summary>
    public static IEnumerable<Fault> Check(string description)
    {
        if (description.Length > Longest)
        {
            yield return SourceErrors.BadDescription.Fault($"it has {description.Length} characters") with { Field = "description" };
        }

        if (description.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || description.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            yield return SourceErrors.BadDescription.Fault("it begins with an address") with { Field = "description" };
        }
    }
}
