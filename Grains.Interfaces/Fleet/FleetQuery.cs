namespace FleetMigrator.Grains.Interfaces.Fleet;

/// <summary>What to list.</summary>
/// <param name="Text">A search in the language of <see cref="Search.FilterParser"/>; empty for all.</param>
/// <param name="State">Name of a state, or empty for all.</param>
/// <param name="Skip">Rows to pass over, for pages with numbers.</param>
/// <param name="Take">1 to 200.</param>
/// <param name="Sort"><c>created</c>, <c>name</c>, <c>state</c>, <c>group</c> or <c>id</c>; a hyphen before it turns the order round.</param>
/// <param name="Cursor"><see cref="Page{T}.Next"/> of the page before, for lists that are read to their end; empty for the first page.</param>
public sealed record FleetQuery(string Text = "", string State = "", int Skip = 0, int Take = 25, string Sort = FleetQuery.NewestFirst, string Cursor = "")
{
    /// <summary>The usual order.</summary>
    public const string NewestFirst = "-created";
}
