using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet.Search;

namespace FleetMigrator.Silo.Api;

/// <summary>What can be searched for.</summary>
internal static class SearchApi
{
    public static void MapSearch(this IEndpointRouteBuilder api)
        => api.MapGet("/search-fields/{topic}", (string topic) => Enum.TryParse<Topic>(topic, ignoreCase: true, out var known) && !int.TryParse(topic, out _)
                ? SearchFields.Of(known)
                : throw ServiceErrors.BadRequest.With($"'{topic}' is none of {string.Join(", ", Enum.GetNames<Topic>()).ToLowerInvariant()}"))
            .WithTags("Fleet").WithName("searchFields").WithSummary("The fields of the search language for a kind of thing.");
}
