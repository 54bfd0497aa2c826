using System.Text.Json;
using System.Text.Json.Serialization;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Fleet.Search;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Silo.ReadModel;

/// <summary>How things become rows, and rows become things again.</summary>
internal static class FleetTables
{
    public const string Sources = "fleet_source";
    public const string Jobs = "fleet_job";
    public const string Codes = "fleet_code";
    public const string AccessKeys = "fleet_access_key";
    public const string Groups = "fleet_group";

    public static readonly string[] All = [Sources, Jobs, Codes, AccessKeys, Groups];

    /// <summary>Every table of the read model.</summary>
    public static readonly string[] Parts = [.. All.SelectMany(table => new[] { table, Views(table), Facts(table) })];

    private static readonly JsonSerializerOptions _json = new() { Converters = { new JsonStringEnumConverter() } };

    public static string Of(Topic topic) => topic switch
    {
        Topic.Sources => Sources,
        Topic.Jobs => Jobs,
        Topic.Codes => Codes,
        Topic.AccessKeys => AccessKeys,
        _ => Groups,
    };

    /// <summary>Where a table's views lie, by the numbers of its rows.</summary>
    public static string Views(string table) => $"{table}_view";

    /// <summary>Where a table's facts lie, by the numbers of its rows.</summary>
    public static string Facts(string table) => $"{table}_fact";

    public static FleetRow Row(SourceView source)
        => Row(Sources, source, source.Id, source.Name, source.State.ToString(), source.ImportedAt, source.Revision, [source.Description, .. source.Inventory.Addresses]) with
        {
            Grp = source.ResourceGroup.ToLowerInvariant(),
            Found = SearchFacts.Of(source),
        };

    public static FleetRow Row(JobView job)
        => Row(
            Jobs, job, job.Id, job.Name, job.Status.ToString(), job.CreatedAt, job.Revision,
            [job.SourceName, job.Request.SourceId, job.Request.Description, job.EdgeImageId ?? "", job.EdgeImageName ?? ""]) with
        {
            Parent = job.Request.SourceId,
            Grp = job.Request.ResourceGroup is { Length: > 0 } group ? group.ToLowerInvariant() : IResourceGroup.Default,
            Found = SearchFacts.Of(job),
        };

    // What has no revision of its own tells its changes in their order, so each may overwrite the one before.
    public static FleetRow Row(CodeView code)
        => Row(Codes, code, code.Id, code.Name, code.Status.ToString(), code.CreatedAt, 0, [code.Description]) with
        {
            Ends = code.ExpiresAt.ToUnixTimeMilliseconds(),
            Found = SearchFacts.Of(code),
        };

    public static FleetRow Row(AccessKeyView key)
        => Row(AccessKeys, key, key.Id, key.Name, key.Status.ToString(), key.CreatedAt, 0, [key.Description]) with
        {
            Ends = key.ExpiresAt.ToUnixTimeMilliseconds(),
            Found = SearchFacts.Of(key),
        };

    public static FleetRow Row(GroupView group) => Row(Groups, group, group.Id, group.Name, "", group.CreatedAt, 0, []);

    public static T View<T>(string json) => JsonSerializer.Deserialize<T>(json, _json)!;

    private static FleetRow Row<T>(string table, T view, string id, string name, string state, DateTimeOffset created, long revision, IEnumerable<string> words)
        => new(id, table, state, Words([id, name, .. words]), "", created.ToUnixTimeMilliseconds(), revision, JsonSerializer.Serialize(view, _json))
        {
            Name = name.ToLowerInvariant(),
        };

    private static string Words(IEnumerable<string> words) => string.Join('\n', words.Where(word => word.Length > 0)).ToLowerInvariant();
}
