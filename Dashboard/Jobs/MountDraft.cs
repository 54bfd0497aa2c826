using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Dashboard.Jobs;

/// <summary>A mount target of the image while a person changes it.</summary>
/// <param name="part">Its partition on the source.</param>
public sealed class MountDraft(Partition part)
{
    private const double Gib = 1L << 30;
    private readonly double _originalGib = Rounded(part.SizeBytes);

    /// <summary>As on the source.</summary>
    public string MountPoint { get; } = part.FileSystem!.MountPoint;

    /// <summary>Type of its file system.</summary>
    public string Type { get; } = part.FileSystem!.Type;

    /// <summary>Used bytes.</summary>
    public long UsedBytes { get; } = part.FileSystem!.UsedBytes;

    /// <summary>Stays on its disk and in the image.</summary>
    public bool IsFixed => MountPoints.IsFixed(MountPoint);

    /// <summary>Whether it goes into the image.</summary>
    public bool Migrate { get; set; } = true;

    /// <summary>How it is copied.</summary>
    public ReplicationMethod Method { get; set; }

    /// <summary>GiB in the image, with two digits.</summary>
    public double SizeGib { get; set; } = Rounded(part.SizeBytes);

    /// <summary>Whether nothing was changed but perhaps its place.</summary>
    public bool IsAsSource => Migrate && Method == ReplicationMethod.Auto && !IsResized;

    private bool IsResized => Math.Abs(SizeGib - _originalGib) > 0.001;

    /// <summary>The change as a request says it. A size that nobody touched is the source's to the byte.</summary>
    public MountEdit ToEdit() => new(MountPoint) { Migrate = Migrate, Method = Method, SizeBytes = IsResized ? (long)(SizeGib * Gib) : null };

    private static double Rounded(long bytes) => Math.Round(bytes / Gib, 2);
}
