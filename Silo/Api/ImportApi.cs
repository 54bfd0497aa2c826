using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Imports;
using FleetMigrator.Grains.Interfaces.Things;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FleetMigrator.Silo.Api;

/// <summary>Import of instances of the cloud over REST.</summary>
internal static class ImportApi
{
    private const string Account = "default"; // The only one until there are more.
    private const int UsualPage = 100;

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cloud-servers", Servers).WithTags("Imports").WithName("listCloudServers")
            .WithSummary("Instances of a region by ids, name, addresses, tags (key=value) or resource group, and the source server that each has become.");
        var imports = api.MapGroup("/imports").WithTags("Imports");
        imports.MapPost("/", Create).WithName("createImport").WithSummary("Imports instances through Cloud Assistant. The same Idempotency-Key gives the same import.");
        imports.MapGet("/", List).WithName("listImports").WithSummary("Imports, newest first.");
        imports.MapGet("/{id}", (string id, IGrainFactory grains) => grains.GetGrain<IImportBatch>(id).View())
            .WithName("getImport").WithSummary("How an import stands.");
        imports.MapGet("/{id}/items", (string id, ImportState? state, int? skip, int? take, IGrainFactory grains)
            => grains.GetGrain<IImportBatch>(id).Items(state, Math.Max(0, skip ?? 0), take ?? UsualPage))
            .WithName("importItems").WithSummary("Its instances with progress, outcome and cause.");
        imports.MapPost("/{id}/retry", (string id, IGrainFactory grains) => grains.GetGrain<IImportBatch>(id).Retry())
            .WithName("retryImport").WithSummary("Tries what failed again.");
    }

    private static async Task<Created<ImportView>> Create(ImportForm form, [FromHeader(Name = "Idempotency-Key")] string? key, IGrainFactory grains)
    {
        var id = string.IsNullOrEmpty(key) ? Ids.New("im") : Ids.Of("im", key);
        return TypedResults.Created($"/api/v1/imports/{id}", await grains.GetGrain<IImportBatch>(id).Create(form.ToRequest()));
    }

    private static async Task<Page<ImportView>> List(int? skip, int? take, IGrainFactory grains)
    {
        var page = await grains.GetGrain<IThingList>("imports").List(Math.Max(0, skip ?? 0), take ?? UsualPage);
        return new Page<ImportView>(await Task.WhenAll(page.Ids.Select(id => grains.GetGrain<IImportBatch>(id).View())), page.Total);
    }

    private static async Task<IReadOnlyList<ListedServer>> Servers(
        string region, [FromQuery] string[]? id, string? name, [FromQuery] string[]? address, [FromQuery] string[]? tag, string? resourceGroup,
        IClouds clouds, IGrainFactory grains, CancellationToken cancellation)
    {
        var filter = new ServerFilter
        {
            Ids = id ?? [],
            Name = name ?? "",
            Addresses = address ?? [],
            Tags = (tag ?? []).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "", StringComparer.Ordinal),
            ResourceGroup = resourceGroup ?? "",
        };
        if (region.Length == 0)
        {
            throw ServiceErrors.BadRequest.With("the region is missing");
        }

        var found = await clouds.For(Account).Servers.Find(region, filter, cancellation);
        var known = await grains.GetGrain<IImportRegister>(region).Known([.. found.Select(server => server.Id)]);
        return [.. found.Select(server => new ListedServer(server, known.GetValueOrDefault(server.Id)))];
    }
}
