namespace FleetMigrator.LocalRegion.Machines;

/// <summary>Something on the host that belongs to a state folder.</summary>
public sealed record Leftover(LeftoverKind Kind, string Name);
