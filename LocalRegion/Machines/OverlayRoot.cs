namespace FleetMigrator.LocalRegion.Machines;

/// <summary>An unpacked image that stays as it is, and a folder for what the machine changes.</summary>
/// <param name="Image">Folder of the unpacked root; shared by many machines.</param>
/// <param name="Writable">Folder of this machine alone; made if absent. Deleting it is up to its owner.</param>
public sealed record OverlayRoot(string Image, string Writable) : MachineRoot;
