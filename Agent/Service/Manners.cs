using FleetMigrator.Agent.Linux;

namespace FleetMigrator.Agent.Service;

/// <summary>A guest on a production server takes the back seat: for processors, disks, and when memory runs out.</summary>
internal static class Manners
{
    private const int Nice = 5;
    private const int BestEffortLowest = (2 << 13) | 7; // class best effort, level 7; the idle class could starve for ever
    private const string OomScore = "500";

    /// <summary>Applies to this thread and all that it starts, so it is called before any other thread does work.</summary>
    public static void Apply(Action<string> refused)
    {
        if (Libc.SetPriority(which: 0, who: 0, Nice) != 0)
        {
            refused($"nice: {Libc.LastError()}");
        }

        if (Libc.Syscall(Libc.SyscallIoPrioritySet, 1, 0, BestEffortLowest) != 0)
        {
            refused($"ionice: {Libc.LastError()}");
        }

        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", OomScore);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            refused($"oom_score_adj: {e.Message}");
        }
    }
}
