using FleetMigrator.Agent.Inventories;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Checks;

/// <summary>All that the preflight judges, read once.</summary>
internal sealed record ServerFacts
{
    public required Inventory Inventory { get; init; }

    /// <summary>Kernels in /boot that have their initramfs.</summary>
    public required IReadOnlyList<BootKernel> Kernels { get; init; }

    /// <summary>Path of grub-install or grub2-install; null when there is none.</summary>
    public string? GrubInstall { get; init; }

    /// <summary>Mounts of logical volumes.</summary>
    public IReadOnlyList<Mount> LvmMounts { get; init; } = [];

    /// <summary>Mounts that are no part of the migration: network file systems and what no disk here holds.</summary>
    public IReadOnlyList<Mount> Elsewhere { get; init; } = [];

    /// <summary>The mount at <c>/</c>.</summary>
    public Mount? Root { get; init; }

    /// <summary>How full each file system of a disk is.</summary>
    public IReadOnlyList<FillLevel> Levels { get; init; } = [];

    /// <summary>Load of all processors over half a second, 0 to 100.</summary>
    public double CpuPercent { get; init; }

    /// <summary>Memory that isn't available, 0 to 100.</summary>
    public double MemoryPercent { get; init; }

    /// <summary>This server's clock minus the service's; null when there is no session.</summary>
    public TimeSpan? ClockSkew { get; init; }
}
