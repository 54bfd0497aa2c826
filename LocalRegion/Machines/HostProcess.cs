using System.Globalization;

namespace FleetMigrator.LocalRegion.Machines;

/// <summary>Processes of the host, told apart by number and start time.</summary>
internal static class HostProcess
{
    public static string BootId => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <returns>Start time in clock ticks since boot, or null when there is no such process or it is a zombie.</returns>
    public static long? StartTicks(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");

            // The second field is the name in brackets and may hold anything; the fields after it are plain.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            const int State = 0;
            const int Start = 19;
            return fields[State] is "Z" or "X" ? null : long.Parse(fields[Start], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return null;
        }
    }
}
