using System.Text.Json;
using System.Text.Json.Serialization;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Silo.ReadModel;

/// <summary>How things become rows, and rows become things again.</summary>
internal static class FleetTables
{
    public const string Sources = "fleet_source";
    public const string Jobs = "fleet_job";
    public const string Codes = "fleet_code";

    public static readonly string[] All = [Sources, Jobs, Codes];

    private static readonly JsonSerializerOptions _json = new() { Converters = { new JsonStringEnumConverter() } };

    public static FleetRow Row(SourceView source) => new(
        source.Id,
        Sources,
        source.State.ToString(),
        Words([source.Id, source.Name, source.Description, .. source.Inventory.Addresses]),
        "",
        source.ImportedAt.ToUnixTimeMilliseconds(),
        source.Revision,
        JsonSerializer.Serialize(source, _json));

    public static FleetRow Row(JobView job) => new(
        job.Id,
        Jobs,
        job.Status.ToString(),
        Words([job.Id, job.Name, job.SourceName, job.Request.SourceId, job.EdgeImageId ?? "", job.EdgeImageName ?? ""]),
        job.Request.SourceId,
        job.CreatedAt.ToUnixTimeMilliseconds(),
        job.Revision,
        JsonSerializer.Serialize(job, _json));

    // A code has no revision of its own; its changes arrive in their order, so each may overwrite the one before.
    public static FleetRow Row(CodeView code) => new(
        code.Id,
        Codes,
        code.Status.ToString(),
        Words([code.Id, code.Name, code.Description]),
        "",
        code.CreatedAt.ToUnixTimeMilliseconds(),
        0,
        JsonSerializer.Serialize(code, _json));

    public static T View<T>(string json) => JsonSerializer.Deserialize<T>(json, _json)!;

    private static string Words(IEnumerable<string> words) => string.Join('\n', words.Where(word => word.Length > 0)).ToLowerInvariant();
}
