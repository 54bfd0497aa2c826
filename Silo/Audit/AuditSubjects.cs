using System.Text.Json;
using System.Text.Json.Nodes;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Bulk;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Imports;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Notices;
using FleetMigrator.Grains.Interfaces.Quotas;
using FleetMigrator.Grains.Interfaces.Sources;
using FleetMigrator.Grains.Interfaces.Waves;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace FleetMigrator.Silo.Audit;

/// <summary>Looks at the thing that a command is about.</summary>
internal sealed class AuditSubjects(IGrainFactory grains, IOptions<JsonOptions> json)
{
    private const string Account = "default"; // The only one until there are more.

    /// <summary>The thing as it is now, by its id or, where it has none, the path of the command; null when there is none, or none of a kind that is shown.</summary>
    public async Task<JsonNode?> Look(string path, string id)
    {
        try
        {
            var view = await View(path, id);
            return view is null ? null : JsonSerializer.SerializeToNode(view, view.GetType(), json.Value.SerializerOptions);
        }
        catch (FleetException)
        {
            // Unknown; the command itself will say so.
            return null;
        }
    }

    private async Task<object?> View(string path, string id) => id.Split('-')[0] switch
    {
        "s" => await grains.GetGrain<ISourceServer>(id).View(),
        "j" => await grains.GetGrain<IMigrationJob>(id).View(),
        "at" => await grains.GetGrain<IActivationCode>(id).View(),
        "ak" => await grains.GetGrain<IAccessKey>(id).View(),
        "n" => await grains.GetGrain<INoticeTarget>(id).View() with { Deliveries = [] },
        "b" => await grains.GetGrain<IBulkOperation>(id).View(),
        "w" => await grains.GetGrain<IWave>(id).View(),
        "im" => await grains.GetGrain<IImportBatch>(id).View(),
        "rg" => await grains.GetGrain<IResourceGroup>(id).View(),
        _ when IsOfQuotas(path) => Limits((await grains.GetGrain<IQuota>(Account).View()).Limits),
        _ => null,
    };

    // Limits have no id; command and page of theirs have the same name.
    private static bool IsOfQuotas(string path) => path.Split('?')[0].Split('/').Contains("quotas");

    private static Dictionary<string, int> Limits(IReadOnlyList<QuotaLimit> limits)
        => limits.ToDictionary(limit => $"{limit.Kind} in '{limit.Region}' of '{limit.Group}'", limit => limit.Value, StringComparer.Ordinal);
}
