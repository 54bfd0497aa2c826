using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Jobs.Layout;

/// <summary>A partition on its way to its place in the image.</summary>
/// <param name="Partition">As on the source.</param>
/// <param name="Origin">Number of the disk that it comes from.</param>
/// <param name="SizeBytes">Wanted size.</param>
internal sealed record Piece(Partition Partition, int Origin, long SizeBytes)
{
    /// <summary>Mount point whose content is copied, or empty.</summary>
    public string MountPoint { get; } = TargetPlanner.IsCopied(Partition.FileSystem) ? Partition.FileSystem!.MountPoint : "";

    /// <summary>Whether it may go to another disk or place.</summary>
    public bool IsMovable => MountPoint.Length > 0 && !MountPoints.IsFixed(MountPoint);
}
