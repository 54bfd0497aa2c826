namespace FleetMigrator.System.Tests.Migrations;

/// <summary>Finds processes of machines by their program's name, as this host counts.</summary>
internal static class HostProcesses
{
    /// <summary>Process ids whose command line contains the words, in order of start.</summary>
    public static IReadOnlyList<int> Find(string words)
        => [.. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0)
            .Where(id => id > 0 && CommandLine(id).Contains(words, StringComparison.Ordinal))
            .Order()];

    /// <summary>The file by which another process joins the machine's control group that this one is in.</summary>
    public static string ControlGroup(int id)
        => Directory.EnumerateFiles("/sys/fs/cgroup", "cgroup.procs", SearchOption.AllDirectories)
            .First(file => Path.GetFileName(Path.GetDirectoryName(file)!).StartsWith("fm-", StringComparison.Ordinal) && File.ReadLines(file).Contains($"{id}"));

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }
}
