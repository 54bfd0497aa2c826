using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Imports;
using FleetMigrator.Grains.Labels;

namespace FleetMigrator.Grains.Imports;

/// <summary>What an import may ask for, and which instances can be told to run something.</summary>
internal static class ImportRules
{
    private const int MostAtOnce = 100;
    private const int LeastMinutes = 3;
    private const int MostMinutes = 60;
    private const int MostTags = 20;

    /// <summary>Every fault of the request.</summary>
    public static IReadOnlyList<Fault> Check(ImportRequest request)
    {
        var faults = TagRules.Check(request.Tags).ToList();
        var filter = request.Filter;
        if (request.Region.Length == 0)
        {
            faults.Add(BulkErrors.BadImport.Fault("the region is empty") with { Field = "region" });
        }

        if (filter.Ids.Count == 0 && filter.Addresses.Count == 0 && filter.Name.Length == 0 && filter.Tags.Count == 0 && filter.ResourceGroup.Length == 0)
        {
            faults.Add(BulkErrors.BadImport.Fault("no condition was given") with { Field = "filter" });
        }

        if (request.AtOnce is < 1 or > MostAtOnce)
        {
            faults.Add(BulkErrors.BadImport.Fault($"{request.AtOnce} at a time") with { Field = "atOnce" });
        }

        if (request.Minutes is < LeastMinutes or > MostMinutes)
        {
            faults.Add(BulkErrors.BadImport.Fault($"{request.Minutes} minutes") with { Field = "minutes" });
        }

        return faults;
    }

    /// <summary>Why nothing can be run on an instance, or null.</summary>
    public static Fault? Obstacle(CloudServer server, bool reachable) => server switch
    {
        { Status: not "Running" } => BulkErrors.NotRunnable.Fault($"{server.Id} is {server.Status}"),
        { OsType: not ("linux" or "") } => BulkErrors.NotRunnable.Fault($"{server.Id} runs {server.OsName}"),
        _ when !reachable => BulkErrors.NotRunnable.Fault($"the Cloud Assistant of {server.Id} does not answer"),
        _ => null,
    };

    /// <summary>The tags of a new source: those that were asked for, then as many of the instance's as there is room for.</summary>
    /// <returns>The tags, and how many were left out.</returns>
    public static (IReadOnlyDictionary<string, string> Tags, int LeftOut) Tags(ImportRequest request, CloudServer server)
    {
        var tags = new Dictionary<string, string>(request.Tags, StringComparer.Ordinal);
        var leftOut = 0;
        foreach (var (key, value) in server.Tags.Where(tag => !tags.ContainsKey(tag.Key)).OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            if (tags.Count < MostTags && !TagRules.Check(new Dictionary<string, string>(StringComparer.Ordinal) { [key] = value }).Any())
            {
                tags[key] = value;
            }
            else
            {
                leftOut++;
            }
        }

        return (tags, leftOut);
    }
}
