using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Dapper;
using FleetMigrator.Grains.Interfaces.Errors;

namespace FleetMigrator.Silo.ReadModel;

/// <summary>
/// The order of a list, and cursors into it. A cursor names the last row by value and id, so that rows which come and go before it
/// neither repeat nor hide others.
/// </summary>
internal sealed record RowOrder
{
    private static readonly Dictionary<string, string> _columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["created"] = "shown.created",
        ["name"] = "shown.name",
        ["group"] = "shown.grp",
        ["id"] = "shown.id",
        ["state"] = "shown.state",
    };

    private RowOrder(string column, bool descending) => (Column, Descending) = (column, descending);

    public string Column { get; }

    private bool Descending { get; }

    /// <summary>Behind ORDER BY; rows of equal value are in the order of their ids.</summary>
    public string By => $"{Column}{(Descending ? " DESC" : "")}, shown.id";

    /// <summary>Reads the name of a column, with a hyphen before it for the order turned round.</summary>
    /// <exception cref="FleetException">FM-9003.</exception>
    public static RowOrder Parse(string sort)
    {
        var descending = sort.StartsWith('-');
        return _columns.TryGetValue(descending ? sort[1..] : sort, out var column)
            ? new RowOrder(column, descending)
            : throw new FleetException([ServiceErrors.BadRequest.Fault($"'{sort}' is none of {string.Join(", ", _columns.Keys)}, each with or without a hyphen before it") with { Field = "sort" }]);
    }

    /// <summary>The cursor behind a row.</summary>
    public string CursorAt(string key, string id)
        => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new[] { By, key, id }));

    /// <summary>The condition that a row lies behind the cursor.</summary>
    /// <exception cref="FleetException">FM-9003 for a cursor of another list.</exception>
    public string After(string cursor, DynamicParameters parameters)
    {
        if (cursor.Length == 0)
        {
            return "1 = 1";
        }

        if (Read(cursor) is not [var by, var key, var id] || by != By || (IsNumber && !long.TryParse(key, CultureInfo.InvariantCulture, out _)))
        {
            throw new FleetException([ServiceErrors.BadRequest.Fault("the cursor is not one of a list in this order") with { Field = "cursor" }]);
        }

        parameters.Add("cursorKey", IsNumber ? long.Parse(key, CultureInfo.InvariantCulture) : key);
        parameters.Add("cursorId", id);
        return $"({Column} {(Descending ? "<" : ">")} @cursorKey OR ({Column} = @cursorKey AND shown.id > @cursorId))";
    }

    private bool IsNumber => Column == "shown.created";

    private static string[]? Read(string cursor)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(cursor));
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            return null;
        }
    }
}
