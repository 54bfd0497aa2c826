using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Jobs.Layout;

/// <summary>The disks of an image as a request wants them.</summary>
/// <param name="Disks">In the inventory's words, with the sizes and partitions of the image.</param>
/// <param name="Changes">What differs from the source, one sentence each.</param>
/// <param name="Faults">Why it can't be done; empty when it can.</param>
/// <param name="IsEdited">Whether any partition differs from the source's.</param>
internal sealed record Arrangement(IReadOnlyList<Disk> Disks, IReadOnlyList<string> Changes, IReadOnlyList<Fault> Faults, bool IsEdited);
