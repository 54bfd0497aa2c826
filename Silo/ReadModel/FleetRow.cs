using System.Text.Json;

namespace FleetMigrator.Silo.ReadModel;

/// <summary>A row of the read model to be written, or the news that a thing is gone.</summary>
/// <param name="Id">The thing.</param>
/// <param name="Table">Its table; null when it is gone.</param>
/// <param name="State">By which lists are filtered.</param>
/// <param name="Search">Lower-case text in which searches look.</param>
/// <param name="Parent">The source server of a job, or empty.</param>
/// <param name="Created">Milliseconds since 1970; lists begin with the newest.</param>
/// <param name="Revision">A row of a higher revision is never overwritten.</param>
/// <param name="View">The view as JSON.</param>
internal sealed record FleetRow(string Id, string? Table, string State, string Search, string Parent, long Created, long Revision, string View)
{
    /// <summary>Lower case.</summary>
    public string Name { get; init; } = "";

    /// <summary>Resource group.</summary>
    public string Grp { get; init; } = "";

    /// <summary>When what is valid for a time ends by itself, milliseconds since 1970; 0 for never.</summary>
    public long Ends { get; init; }

    /// <summary>What else it is found by.</summary>
    public IReadOnlyList<Fact> Found { get; init; } = [];

    /// <summary>The same as one text: while it stays, the rows of the facts stay too.</summary>
    public string Facts => JsonSerializer.Serialize(Found);

    /// <summary>When the grain told it, milliseconds since 1970: what the grain stored later than this is missing here.</summary>
    public long Written { get; init; }

    public static FleetRow Gone(string id) => new(id, Table: null, "", "", "", 0, long.MaxValue, "");
}
