using System.Collections.Frozen;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Interfaces.Fleet.Search;

/// <summary>The fields of each topic, by name.</summary>
public static class SearchFields
{
    /// <summary>The field in which bare words look.</summary>
    public const string Text = "text";

    private static readonly SearchField[] Common =
    [
        new(Text, FieldKind.Text, "a part of id, name, description or address; what a bare word means"),
        new("id", FieldKind.Text, "the id"),
        new("name", FieldKind.Text, "the name"),
        new("age", FieldKind.Age, "time since it was made or imported, such as age<7d"),
    ];

    private static readonly SearchField[] Labels =
    [
        new("group", FieldKind.Word, "id of the resource group, or default"),
        new("tag", FieldKind.Tag, "a tag: tag:env, tag.env=prod"),
        new("error", FieldKind.Word, "code of its error, such as FM-3010, or none"),
    ];

    private static readonly FrozenDictionary<Topic, FrozenDictionary<string, SearchField>> Fields =
        new Dictionary<Topic, FrozenDictionary<string, SearchField>>
        {
            [Topic.Sources] = Catalogue(
            [
                .. Labels,
                State<SourceState>(),
                new("migrating", FieldKind.Word, "whether a job is open") { Values = ["yes", "no"] },
                new("clone", FieldKind.Word, "whether it shares facts of its identity with another server") { Values = ["yes", "no"] },
                new("silent", FieldKind.Age, "of an offline server: time since it was heard of"),
                new("hostname", FieldKind.Text, "the host name"),
                new("ip", FieldKind.Text, "an address; ip:10.0. finds a part"),
                new("os", FieldKind.Word, "the system, such as debian"),
                new("version", FieldKind.Word, "its version, such as 12"),
                new("arch", FieldKind.Word, "the architecture, such as x86_64"),
                new("firmware", FieldKind.Word, "bios or uefi"),
                new("cpus", FieldKind.Number, "processors"),
                new("memory", FieldKind.Size, "memory, such as memory>=8GiB"),
                new("disks", FieldKind.Number, "number of disks"),
                new("size", FieldKind.Size, "size of all disks"),
                new("agent", FieldKind.Text, "version of the agent"),
                new("code", FieldKind.Word, "id of the activation code or access key it joined with"),
                new("job", FieldKind.Word, "id of its latest job, or none"),
            ]),
            [Topic.Jobs] = Catalogue(
            [
                .. Labels,
                State<JobStatus>(),
                new("business", FieldKind.Word, "what a running job is at") { Values = Enum.GetNames<BusinessStatus>() },
                new("step", FieldKind.Word, "the current or failed step, or none") { Values = Enum.GetNames<JobStep>() },
                new("source", FieldKind.Word, "id of the source server"),
                new("server", FieldKind.Text, "name of the source server"),
                new("region", FieldKind.Word, "the transit region"),
                new("imageregion", FieldKind.Word, "the image storage region"),
                new("bucket", FieldKind.Word, "the transit bucket"),
                new("image", FieldKind.Text, "id or name of the edge image"),
                new("instance", FieldKind.Word, "cloud id of the intermediate instance, or none"),
                new("attempt", FieldKind.Number, "1, and one more with each retry"),
                new("ended", FieldKind.Age, "time since it ended"),
            ]),
            [Topic.Codes] = Catalogue(
            [
                State<CodeStatus>(),
                new("servers", FieldKind.Number, "places in all"),
                new("used", FieldKind.Number, "places taken"),
            ]),
            [Topic.AccessKeys] = Catalogue(
            [
                State<AccessKeyStatus>(),
                new("scope", FieldKind.Word, "what it allows") { Values = Enum.GetNames<AccessScope>() },
            ]),
            [Topic.Groups] = Catalogue([]),
        }.ToFrozenDictionary();

    /// <summary>All fields of a topic.</summary>
    public static IEnumerable<SearchField> Of(Topic topic) => Fields[topic].Values.OrderBy(field => field.Name, StringComparer.Ordinal);

    /// <summary>A field by name, or null.</summary>
    public static SearchField? Find(Topic topic, string name) => Fields[topic].GetValueOrDefault(name);

    private static FrozenDictionary<string, SearchField> Catalogue(IEnumerable<SearchField> own)
        => Common.Concat(own).ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);

    private static SearchField State<TState>()
        where TState : struct, Enum
        => new("state", FieldKind.Word, "where it is") { Values = Enum.GetNames<TState>() };
}
