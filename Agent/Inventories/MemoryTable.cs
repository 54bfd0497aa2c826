using System.Globalization;

namespace FleetMigrator.Agent.Inventories;

/// <summary>Total and available memory from <c>/proc/meminfo</c>.</summary>
internal sealed record MemoryTable(long TotalBytes, long AvailableBytes)
{
    public static MemoryTable Read() => Parse(File.ReadAllText("/proc/meminfo"));

    public static MemoryTable Parse(string text)
    {
        var total = Field(text, "MemTotal:");
        // Kernels before 3.14 don't estimate what is available; free, buffers and cache come near.
        var available = text.Contains("MemAvailable:", StringComparison.Ordinal)
            ? Field(text, "MemAvailable:")
            : Field(text, "MemFree:") + Field(text, "Buffers:") + Field(text, "\nCached:");
        return new MemoryTable(total, available);
    }

    private static long Field(string text, string name)
    {
        var at = text.IndexOf(name, StringComparison.Ordinal);
        if (at < 0)
        {
            return 0;
        }

        var rest = text.AsSpan(at + name.Length).TrimStart();
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        var kibibytes = digits < 0 ? rest : rest[..digits];
        return long.TryParse(kibibytes, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value * 1024 : 0;
    }
}
