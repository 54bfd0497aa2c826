using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Silo.ReadModel;

/// <summary>What can be searched for in each view, beside the columns that all have.</summary>
internal static class SearchFacts
{
    public const string TagPrefix = "tag.";

    public static Fact[] Of(SourceView source) => Facts(
    [
        .. Tags(source.Tags),
        .. source.Inventory.Addresses.Select(address => Text("ip", address)),
        Text("migrating", source.JobOpen ? "yes" : "no"),
        Text("clone", source.Resembles.Count > 0 ? "yes" : "no"),
        Text("hostname", source.Inventory.Hostname),
        Text("os", source.Inventory.OsId),
        Text("version", source.Inventory.OsVersion),
        Text("arch", source.Inventory.Architecture),
        Text("firmware", source.Inventory.Firmware),
        Text("agent", source.AgentVersion),
        Text("code", source.CodeId),
        Text("job", source.JobId),
        Text("error", source.Fault?.Code),
        Number("cpus", source.Inventory.CpuCount),
        Number("memory", source.Inventory.MemoryBytes),
        Number("disks", source.Inventory.Disks.Count),
        Number("size", source.Inventory.Disks.Sum(disk => disk.SizeBytes)),
        Moment("silent", source.State == SourceState.Offline ? source.LastSeen : null),
    ]);

    public static Fact[] Of(JobView job) => Facts(
    [
        .. Tags(job.Request.Tags),
        Text("source", job.Request.SourceId),
        Text("server", job.SourceName),
        Text("region", job.Request.TransitRegion),
        Text("imageregion", job.Request.ImageRegion),
        Text("bucket", job.Request.TransitBucket),
        Text("image", job.EdgeImageId),
        Text("image", job.EdgeImageName),
        Text("instance", job.InstanceId),
        Text("error", job.Fault?.Code),
        Number("attempt", job.Attempt),
        Moment("ended", job.EndedAt),
        .. Named("business", job.Business),
        .. Named("step", job.Step),
    ]);

    public static Fact[] Of(CodeView code) => [Number("servers", code.Servers), Number("used", code.Used)];

    public static Fact[] Of(AccessKeyView key) => [.. Named<AccessScope>("scope", key.Scope)];

    private static IEnumerable<Fact> Tags(IReadOnlyDictionary<string, string> tags) => tags.Select(tag => new Fact(TagPrefix + tag.Key, tag.Value));

    // Words of a fixed set are stored as the catalogue of fields writes them.
    private static IEnumerable<Fact> Named<TEnum>(string field, TEnum? value)
        where TEnum : struct, Enum
        => value is { } known ? [new Fact(field, known.ToString())] : [];

    private static Fact Text(string field, string? text) => new(field, text?.ToLowerInvariant() ?? "");

    private static Fact Number(string field, long number) => new(field, number.ToString(), number);

    private static Fact Moment(string field, DateTimeOffset? at) => at is { } known ? Number(field, known.ToUnixTimeMilliseconds()) : new Fact(field, "");

    // What a thing does not have is no fact, but for a tag, whose value may be empty. In one order, so that equal things give equal rows.
    private static Fact[] Facts(IEnumerable<Fact> facts) =>
    [
        .. facts.Where(fact => fact.Text.Length > 0 || fact.Field.StartsWith(TagPrefix, StringComparison.Ordinal))
            .Distinct()
            .OrderBy(fact => fact.Field, StringComparer.Ordinal)
            .ThenBy(fact => fact.Text, StringComparer.Ordinal),
    ];
}
