using System.Text;
using System.Text.Json.Nodes;
using FleetMigrator.Cloud.Protocol.Actions;
using FleetMigrator.Cloud.Protocol.Errors;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>One page of a list, by number or by token, whichever the call asks for.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, int Total, int Number, int Size, string? NextToken)
{
    private const int DefaultSize = 10;

    /// <param name="all">Everything that passed the filter.</param>
    /// <param name="position">A text that orders the list and stays the same for a thing, such as its time and id.</param>
    /// <param name="call">Whose page parameters count.</param>
    /// <param name="most">Greatest page.</param>
    public static Page<T> Of(IEnumerable<T> all, Func<T, string> position, RpcCall call, int most)
    {
        var sorted = all.OrderBy(position, StringComparer.Ordinal).ToList();
        var byToken = call.Definition.Pages == PageStyle.TokenOrNumbered && (call.Given("MaxResults") ?? call.Given("NextToken")) is not null;
        if (!byToken)
        {
            var number = (int)(call.Parameters.Number("PageNumber") ?? 1);
            var size = (int)Math.Min(call.Parameters.Number("PageSize") ?? DefaultSize, most);
            var skipped = (int)Math.Min((number - 1L) * size, int.MaxValue);
            return new([.. sorted.Skip(skipped).Take(size)], sorted.Count, number, size, NextToken: null);
        }

        var wanted = (int)Math.Min(call.Parameters.Number("MaxResults") ?? DefaultSize, most);
        var after = call.Given("NextToken") is { } token ? Decode(token, call) : "";
        var rest = sorted.Where(item => string.CompareOrdinal(position(item), after) > 0).ToList();
        var items = rest.Take(wanted).ToList();
        return new(items, sorted.Count, 0, wanted, rest.Count > items.Count ? Encode(position(items[^1]), call) : "");
    }

    /// <summary>The fields that every paged answer has beside its list.</summary>
    public JsonObject Answer(string list, string element, Func<T, JsonNode> write)
    {
        var answer = new JsonObject
        {
            [list] = new JsonObject { [element] = new JsonArray([.. Items.Select(write)]) },
            ["TotalCount"] = Total,
        };
        if (NextToken is null)
        {
            answer["PageNumber"] = Number;
            answer["PageSize"] = Size;
        }
        else
        {
            answer[nameof(NextToken)] = NextToken;
            answer["MaxResults"] = Size;
        }

        return answer;
    }

    // Bound to the filter, so that a token of one list can't be used on another by mistake.
    private static string Encode(string position, RpcCall call)
        => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Filter(call)}|{position}"));

    private static string Decode(string token, RpcCall call)
    {
        var bytes = new byte[token.Length];
        var parts = Convert.TryFromBase64String(token, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split('|', 2) : [];
        return parts.Length == 2 && parts[0] == Filter(call)
            ? parts[1]
            : throw GatewayErrors.InvalidParameter.Because("The value of the parameter \"NextToken\" is not valid.");
    }

    private static string Filter(RpcCall call) => call.HashWithout("NextToken", "MaxResults")[..16];
}
