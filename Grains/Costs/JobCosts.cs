using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Ledger;
using FleetMigrator.Grains.Jobs;

namespace FleetMigrator.Grains.Costs;

/// <summary>What a job costs, line by line: read from its ledger and priced by the list. Traffic is not in it.</summary>
internal static class JobCosts
{
    private const decimal HoursOfMonth = 30 * 24;
    private const int Digits = 4;

    /// <summary>The cost until now; null when the job has made nothing that costs.</summary>
    public static JobCost? Of(JobRecord job, PriceOptions prices, DateTimeOffset now)
    {
        var lines = job.Ledger.Where(entry => entry.State != ResourceState.Intended || entry.Kind == ResourceKind.Objects)
            .SelectMany(entry => Lines(job, entry, prices))
            .Select(line => line with { SoFar = decimal.Round(line.PerHour * (decimal)((line.Until ?? now) - line.Since).TotalHours, Digits) })
            .ToList();
        if (job.PastCost > 0)
        {
            lines.Add(new CostLine(CostKind.Storage, "snapshots and objects of earlier runs", 0, job.PastCost, job.CreatedAt, job.CreatedAt));
        }

        return lines.Count == 0
            ? null
            : new JobCost(prices.Currency, lines.Where(line => line.Until is null).Sum(line => line.PerHour), lines.Sum(line => line.SoFar), lines);
    }

    /// <summary>What an instance costs an hour.</summary>
    public static decimal Instance(int cpus, double memoryGib, PriceOptions prices) => (cpus * prices.CpuHour) + ((decimal)memoryGib * prices.MemoryGibHour);

    /// <summary>What stored GiB cost an hour, of their price for 30 days.</summary>
    public static decimal Month(decimal gib, decimal price) => gib * price / HoursOfMonth;

    private static IEnumerable<CostLine> Lines(JobRecord job, LedgerEntry entry, PriceOptions prices)
    {
        var facts = job.Facts;
        switch (entry.Kind)
        {
            case ResourceKind.Instance:
                yield return Line(job, entry, CostKind.Instance, $"{entry.Id} ({facts.InstanceType})",
                    Instance(facts.InstanceCpus, facts.InstanceMemoryGib, prices));
                yield return Line(job, entry, CostKind.Disk, $"{facts.DisksGib} GiB of disks of {entry.Id}", Month(facts.DisksGib, prices.DiskGibMonth));
                break;
            case ResourceKind.Snapshot when facts.Disks.ElementAtOrDefault(Number(entry.Name) - 1) is { } disk:
                yield return Line(job, entry, CostKind.Snapshot, $"{entry.Id} of {disk.SizeGib} GiB", Month(disk.SizeGib, prices.SnapshotGibMonth));
                break;
            case ResourceKind.Objects:
                var bytes = Bytes(facts, entry);
                yield return Line(job, entry, CostKind.Storage, $"{Amount.Bytes(bytes)} below {entry.Name} in {entry.Container}", Month(Gib(bytes), prices.StorageGibMonth));
                break;
            case ResourceKind.EdgeImage:
                var image = job.Images.FirstOrDefault(made => made.Name == entry.Name)?.Bytes ?? facts.Converted.Sum(made => made.Bytes);
                yield return Line(job, entry, CostKind.EdgeImage, $"{entry.Name} with {Amount.Bytes(image)}", Month(Gib(image), prices.EdgeImageGibMonth));
                break;
        }
    }

    // The result goes on costing after the job, but that is no cost of the migration any more.
    private static CostLine Line(JobRecord job, LedgerEntry entry, CostKind kind, string subject, decimal perHour)
        => new(kind, subject, decimal.Round(perHour, Digits + 2), 0, entry.CreatedAt, entry.ReleasedAt ?? (entry.State == ResourceState.Kept ? job.EndedAt : null));

    private static long Bytes(JobFacts facts, LedgerEntry entry)
    {
        var known = facts.Exported.Concat(facts.Converted).Where(item => item.Key.StartsWith(entry.Name, StringComparison.Ordinal)).Sum(item => item.Bytes);
        return known > 0 ? known : entry.Name.EndsWith(".tar.gz", StringComparison.Ordinal) ? facts.BundleBytes : 0;
    }

    private static decimal Gib(long bytes) => (decimal)bytes / TargetPlanner.Gib;

    // Snapshots are named by the number of their disk.
    private static int Number(string name) => int.TryParse(name[(name.LastIndexOf("disk", StringComparison.Ordinal) + 4)..], out var number) ? number : 0;
}
