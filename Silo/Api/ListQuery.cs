using FleetMigrator.Grains.Interfaces.Fleet;
using Microsoft.AspNetCore.Mvc;

namespace FleetMigrator.Silo.Api;

/// <summary>The query of a list.</summary>
/// <param name="Text">A search, such as <c>state=Offline and tag.env=prod</c>, or words found in id, name or address.</param>
/// <param name="State">Name of a state.</param>
/// <param name="Skip">Rows to pass over; 0 unless given.</param>
/// <param name="Take">1 to 200; 25 unless given.</param>
/// <param name="Sort">created, name, state, group or id, a hyphen before it turns the order round; -created unless given.</param>
/// <param name="Cursor">The page before's <c>next</c>.</param>
internal sealed record ListQuery([FromQuery(Name = "q")] string? Text, string? State, int? Skip, int? Take, string? Sort, string? Cursor)
{
    private const int UsualPage = 25;

    public FleetQuery ToFleet() => new(Text ?? "", State ?? "", Skip ?? 0, Take ?? UsualPage, Sort ?? FleetQuery.NewestFirst, Cursor ?? "");
}
