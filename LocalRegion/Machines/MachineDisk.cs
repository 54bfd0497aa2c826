namespace FleetMigrator.LocalRegion.Machines;

/// <summary>A disk as the machine sees it.</summary>
/// <param name="Name">Device name without /dev, such as <c>vdb</c>. Partitions are <c>vdb1</c>, <c>vdb2</c>…</param>
/// <param name="Loop">The attached image.</param>
public sealed record MachineDisk(string Name, LoopDisk Loop);
