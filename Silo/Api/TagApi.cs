using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Labels;

namespace FleetMigrator.Silo.Api;

/// <summary>Tags over REST. Each call names up to 50 servers and jobs and tells of each what became of it.</summary>
internal static class TagApi
{
    public static void MapTags(this IEndpointRouteBuilder api)
    {
        var tags = api.MapGroup("/tags").WithTags("Tags");
        tags.MapPost("/", (TagForm form, IGrainFactory grains) => grains.GetGrain<ILabelDesk>(0).Apply(form.Ids, new LabelChange { Put = form.Tags }))
            .WithName("tag").WithSummary("Puts tags on servers and jobs; the same key overwrites.");
        tags.MapPost("/remove", Untag).WithName("untag").WithSummary("Removes tags by their keys, or all of them with all=true.");
    }

    private static Task<IReadOnlyList<LabelOutcome>> Untag(UntagForm form, IGrainFactory grains)
        => form.All == (form.Keys.Count > 0)
            ? throw ServiceErrors.BadRequest.With("either keys or all=true must be given")
            : grains.GetGrain<ILabelDesk>(0).Apply(form.Ids, new LabelChange { Remove = form.Keys, RemoveAll = form.All });
}
