namespace FleetMigrator.Grains.Interfaces.Fleet;

/// <summary>What to list.</summary>
/// <param name="Text">Found in id, name or address; empty for all.</param>
/// <param name="State">Name of a state, or empty for all.</param>
/// <param name="Skip">Rows to pass over.</param>
/// <param name="Take">1 to 200.</param>
public sealed record FleetQuery(string Text = "", string State = "", int Skip = 0, int Take = 25);
