namespace FleetMigrator.LocalRegion.Machines;

/// <summary>A bridge of the host that machines' links are plugged into.</summary>
/// <param name="Name">Its interface name on the host.</param>
public sealed record Bridge(string Name);
