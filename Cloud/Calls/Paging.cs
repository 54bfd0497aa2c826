using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Shapes;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Cloud.Calls;

/// <summary>Collects lists page by page.</summary>
internal static class Paging
{
    /// <summary>More pages than any list that we ask for can have; a service that repeats itself is noticed here.</summary>
    private const int MostPages = 200;

    /// <summary>All items of a list.</summary>
    /// <param name="client">Caller.</param>
    /// <param name="region">Whose endpoint is asked.</param>
    /// <param name="parameters">Action and filter, without paging.</param>
    /// <param name="size">Items a page; the action's maximum.</param>
    /// <param name="items">The list in an answer.</param>
    /// <param name="cancellation">Ends at once.</param>
    public static async Task<List<TItem>> Collect<TAnswer, TItem>(
        this OpenApiClient client, string region, ParameterWriter parameters, int size, Func<TAnswer, IReadOnlyList<TItem>> items, CancellationToken cancellation)
        where TAnswer : PagedResponse
    {
        var byToken = parameters.Action.Pages == PageStyle.TokenOrNumbered;
        parameters.Set(byToken ? "MaxResults" : "PageSize", size);
        var all = new List<TItem>();
        for (var page = 1; page <= MostPages; page++)
        {
            if (!byToken)
            {
                parameters.Set("PageNumber", page);
            }

            var answer = await client.Call<TAnswer>(region, parameters, cancellation);
            var got = items(answer);
            all.AddRange(got);
            var more = byToken ? !string.IsNullOrEmpty(answer.NextToken) : got.Count > 0 && all.Count < answer.TotalCount;
            if (!more)
            {
                return all;
            }

            if (byToken)
            {
                parameters.Set("NextToken", answer.NextToken);
            }
        }

        throw CloudErrors.ServiceFault.With($"{parameters.Action} in {region}: the list has more than {MostPages} pages");
    }
}
