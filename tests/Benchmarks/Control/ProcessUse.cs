using System.Globalization;

namespace FleetMigrator.Benchmarks.Control;

/// <summary>What a process of this machine has used, from <c>/proc</c>.</summary>
internal static class ProcessUse
{
    private const int TicksPerSecond = 100; // USER_HZ on Linux
    private const int UserTime = 11; // counted after the name, which may hold spaces
    private const int SystemTime = 12;

    public static TimeSpan Cpu(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Number(fields[UserTime]) + Number(fields[SystemTime])) / (double)TicksPerSecond);
    }

    /// <summary>Resident memory in bytes.</summary>
    public static long Memory(int process)
        => Number(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
