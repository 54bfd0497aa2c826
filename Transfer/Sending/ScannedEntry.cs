using FleetMigrator.Transfer.Linux;

namespace FleetMigrator.Transfer.Sending;

/// <summary>An entry as the scan saw it.</summary>
internal sealed record ScannedEntry(byte[] Path, FileStat Stat, UInt128 Identity)
{
    /// <summary>What progress counts: a sparse file weighs what it holds.</summary>
    public long Weight => Stat.IsRegular ? Math.Min(Stat.Size, Stat.AllocatedBytes) : 0;
}
