namespace FleetMigrator.Benchmarks.Data;

/// <summary>What the kernel remembers of files.</summary>
internal static class PageCache
{
    /// <summary>Writes what is dirty and forgets the rest, so that every run reads from the disk.</summary>
    public static async Task Drop(CancellationToken cancellation)
    {
        await Demo.Stage.Tool.Run("sync", [], cancellation);
        await File.WriteAllTextAsync("/proc/sys/vm/drop_caches", "3", cancellation);
    }
}
