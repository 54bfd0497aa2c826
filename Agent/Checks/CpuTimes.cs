using System.Globalization;

namespace FleetMigrator.Agent.Checks;

/// <summary>Busy and total time of all processors since boot, from <c>/proc/stat</c>.</summary>
internal sealed record CpuTimes(long Busy, long Total)
{
    public static CpuTimes Read() => Parse(File.ReadAllText("/proc/stat"));

    public static CpuTimes Parse(string text)
    {
        // cpu  user nice system idle iowait irq softirq steal guest guest_nice; guest time is part of user time already.
        var fields = text.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        var total = fields.Sum();
        var idle = fields.Length > 4 ? fields[3] + fields[4] : 0;
        return new CpuTimes(total - idle, total);
    }

    public double PercentSince(CpuTimes before)
        => Total <= before.Total ? 0 : 100.0 * (Busy - before.Busy) / (Total - before.Total);
}
